package io.whispra.message.abuse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Every operation that the contract has, by everybody who may come. The oracle is the table of what each is answered. */
class AccessTest extends ServiceTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** What a member is answered; outsiders are answered 404 wherever a room is named. */
    private static final Map<String, Integer> MEMBERS = Map.of(
            "get /api/v1/rooms/{roomId}/messages", 200,
            "post /api/v1/rooms/{roomId}/messages", 201,
            "get /api/v1/rooms/{roomId}/messages/{seq}", 200,
            "patch /api/v1/rooms/{roomId}/messages/{seq}", 200,
            "delete /api/v1/rooms/{roomId}/messages/{seq}", 200,
            "put /api/v1/rooms/{roomId}/messages/{seq}/reactions/{emoji}", 200,
            "delete /api/v1/rooms/{roomId}/messages/{seq}/reactions/{emoji}", 200,
            "get /api/v1/rooms/{roomId}/entries", 200,
            "get /api/v1/rooms/{roomId}/search", 200,
            "get /api/v1/search", 200);

    private final String room = unique("access");
    private final String member = unique("member");
    private final String removed = unique("removed");
    private int calls;

    @BeforeEach
    void room() {
        client.newRoom(room, "anna", member, removed);
        client.send(member, room, Client.text("m", "x"));
        client.remove(room, removed, "2");
    }

    @Test
    void t28_everyOperationAnswersEverybodyAsTheTableSays() throws IOException {
        assertThat(operations().keySet()).isEqualTo(MEMBERS.keySet());
        for (var operation : inOrder()) {
            assertThat(status(call(operation, room, null))).as("nobody: %s", operation).isEqualTo(401);
            assertThat(status(call(operation, room, client.serviceToken("room-log:read"))))
                    .as("a service: %s", operation).isEqualTo(403);
            int others = operation.contains("{roomId}") ? 404 : 200;
            for (var outsider : List.of("stranger", removed)) {
                assertThat(status(call(operation, room, client.token(outsider)))).as("%s: %s", outsider, operation)
                        .isEqualTo(others);
            }
            assertThat(status(call(operation, room, client.token(member)))).as("a member: %s", operation)
                    .isEqualTo(MEMBERS.get(operation));
        }
    }

    @Test
    void t29_whatIsForbiddenIsAnsweredAsWhatDoesNotExist() {
        for (var operation : inOrder()) {
            if (!operation.contains("{roomId}")) {
                continue;
            }
            for (var outsider : List.of("stranger", removed)) {
                var token = client.token(outsider);
                assertThat(body(call(operation, room, token))).as(operation)
                        .isEqualTo(body(call(operation, "no-such-room", token)))
                        .isEqualTo(body(call(operation, "not%20an%20id", token)));
            }
        }
    }

    @Test
    void t39_noAnswerMayBeKeptOrSharedByAnybody() {
        for (var operation : inOrder()) {
            for (var token : List.of(client.token(member), client.token("stranger"), "no-token")) {
                var headers = call(operation, room, token).getResponseHeaders();
                assertThat(headers.getCacheControl()).as(operation).contains("no-store");
                assertThat(headers.getETag()).as(operation).isNull();
            }
        }
    }

    /** What is read or changed goes before what is deleted. */
    private static List<String> inOrder() {
        return MEMBERS.keySet().stream()
                .sorted((one, other) -> one.equals("delete /api/v1/rooms/{roomId}/messages/{seq}")
                        ? 1
                        : other.equals("delete /api/v1/rooms/{roomId}/messages/{seq}") ? -1 : one.compareTo(other))
                .toList();
    }

    private EntityExchangeResult<byte[]> call(String operation, String roomId, @Nullable String token) {
        var verb = HttpMethod.valueOf(operation.substring(0, operation.indexOf(' ')).toUpperCase(Locale.ROOT));
        var path = operation.substring(operation.indexOf(' ') + 1)
                .replace("{roomId}", roomId).replace("{seq}", "5").replace("{emoji}", "%F0%9F%91%8D");
        var once = "c" + ++calls;
        var query = path.endsWith("/search") ? "?q=x" : verb.equals(HttpMethod.GET) ? "" : "?clientId=" + once;
        var request = client.http().method(verb).uri(URI.create(client.address() + path + query));
        if (token != null) {
            request.headers(headers -> headers.setBearerAuth(token));
        }
        if (verb.equals(HttpMethod.POST) || verb.equals(HttpMethod.PATCH)) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(JSON.writeValueAsBytes(Client.text(once, "text")));
        }
        return request.exchange().expectBody().returnResult();
    }

    private static int status(EntityExchangeResult<byte[]> answer) {
        return answer.getStatus().value();
    }

    private static JsonNode body(EntityExchangeResult<byte[]> answer) {
        var problem = (ObjectNode) JSON.readTree(answer.getResponseBodyContent());
        problem.remove("traceId");
        return problem;
    }

    private static Map<String, Object> operations() throws IOException {
        Map<String, Map<String, Map<String, Object>>> description = new Yaml()
                .load(Files.readString(Path.of("contracts/openapi.yaml")));
        var operations = new TreeMap<String, Object>();
        description.getOrDefault("paths", Map.of()).forEach((path, verbs) -> verbs.forEach((verb, operation) -> {
            if (path.startsWith("/api/") && !verb.equals("parameters")) {
                operations.put(verb + " " + path, operation);
            }
        }));
        return operations;
    }
}
