package io.whispra.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What `contracts/` says is what the service does. */
class ContractTest extends RunningService {
    private static final Path CONTRACTS = Path.of("contracts");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    RequestMappingHandlerMapping mappings;

    @Test
    void samplesOfAClaimAreWhatIsReadAndWritten() throws IOException {
        var request = sample("claim-request.json");
        var response = sample("claim-response.json");
        for (var attachment : response.get("attachments")) {
            insertReady(attachment, request.get("ownerId").asString());
        }

        var answer = json(http().post()
                .uri("/internal/v1/attachments/claim")
                .headers(headers -> headers.setBearerAuth(issuer.serviceToken("message-service", "attachments:claim")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(request.toString())
                .exchange()
                .expectStatus()
                .isOk());

        assertThat(answer).isEqualTo(response);
    }

    @Test
    void samplesOfAPictureAreWhatIsReadAndWritten() throws IOException {
        var request = sample("avatar-claim-request.json");
        var response = sample("avatar-claim-response.json");
        insertReady(response.at("/attachments/0"), request.get("ownerId").asString());

        assertThat(json(post("claim", request).expectStatus().isOk())).isEqualTo(response);
        post("release", sample("avatar-release-request.json")).expectStatus().isNoContent();
        post("claim", request).expectStatus().isEqualTo(422);
    }

    @Test
    void everyOperationIsDescribedAndEveryDescribedOneIsThere() throws IOException {
        var described = new TreeSet<String>();
        Map<String, Map<String, Object>> paths = openapi("paths");
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(key -> List.of("get", "post", "put", "delete").contains(key))
                .forEach(method -> described.add(method + " " + path)));

        var mapped = new TreeSet<String>();
        mappings.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternsCondition().getPatterns()
                .forEach(pattern -> mapping.getMethodsCondition().getMethods()
                        .forEach(method -> mapped.add(method.name().toLowerCase(Locale.ROOT) + " " + pattern))));

        assertThat(mapped).isNotEmpty().isEqualTo(described);
    }

    private ResponseSpec post(String what, JsonNode body) {
        return http().post()
                .uri("/internal/v1/attachments/" + what)
                .headers(headers -> headers.setBearerAuth(issuer.serviceToken("auth-service", "attachments:claim")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.toString())
                .exchange();
    }

    private void insertReady(JsonNode attachment, String ownerId) {
        var document = new Document("_id", attachment.get("id").asString()).append("ownerId", ownerId)
                .append("name", attachment.get("name").asString())
                .append("contentType", attachment.get("contentType").asString())
                .append("size", attachment.get("size").asLong())
                .append("status", "ready")
                .append("createdAt", Date.from(Instant.now()));
        if (attachment.has("width")) {
            document.append("width", attachment.get("width").asInt()).append("height",
                    attachment.get("height").asInt());
        }
        if (attachment.has("blurhash")) {
            document.append("picture", new Document("blurhash", attachment.get("blurhash").asString()));
        }
        documents.getCollection("attachments").flatMap(all -> Mono.from(all.insertOne(document))).block();
    }

    private static JsonNode sample(String name) throws IOException {
        return JSON.readTree(Files.readString(CONTRACTS.resolve("samples").resolve(name)));
    }

    private static <T> Map<String, T> openapi(String section) throws IOException {
        Map<String, Map<String, T>> document = new Yaml().load(Files.readString(CONTRACTS.resolve("openapi.yaml")));
        return document.getOrDefault(section, Map.of());
    }
}
