package io.whispra.media;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.whispra.embedded.junit.IssuerExtension;
import io.whispra.embedded.junit.KafkaExtension;
import io.whispra.embedded.junit.MongoExtension;
import io.whispra.embedded.junit.S3Extension;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

/** The whole service on a random port, with a small limit for files. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "whispra.upload.max-size=6MB", "whispra.upload.last-call=1s", "whispra.rate.upload=off",
        "whispra.storage.endpoint=${embedded.s3}"})
abstract class RunningService {
    /** For a machine that does other things too. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int LIMIT = 6 * 1024 * 1024;

    @RegisterExtension
    static final MongoExtension mongo = new MongoExtension();
    @RegisterExtension
    static final S3Extension s3 = new S3Extension();
    @RegisterExtension
    static final KafkaExtension kafka = new KafkaExtension();
    @RegisterExtension
    static final IssuerExtension issuer = new IssuerExtension();
    static final RoomsStandIn rooms = new RoomsStandIn();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    int port;
    @LocalManagementPort
    int managementPort;
    @Autowired
    S3AsyncClient store;
    @Autowired
    ReactiveMongoTemplate documents;
    @Value("${whispra.storage.bucket}")
    String bucket;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", mongo::uri);
        registry.add("spring.kafka.bootstrap-servers", kafka::bootstrapServers);
        registry.add("whispra.kafka.user-events-topic", () -> kafka.existingTopic("people"));
        registry.add("whispra.kafka.entries-topic", () -> kafka.existingTopic("entries"));
        registry.add("whispra.kafka.media-events-topic", () -> kafka.topic("media"));
        registry.add("whispra.kafka.longest-retry", () -> "500ms");
        registry.add("embedded.s3", s3::endpoint);
        registry.add("whispra.storage.access-key", s3::accessKey);
        registry.add("whispra.storage.secret-key", s3::secretKey);
        registry.add("whispra.storage.bucket", s3::bucket);
        registry.add("whispra.token.issuer", issuer::issuer);
        registry.add("whispra.token.jwks-uri", issuer::jwksUri);
        registry.add("spring.security.oauth2.client.provider.whispra.token-uri", issuer::tokenUri);
        // Half of the rooms rank an instance first that is down.
        registry.add("whispra.members.urls", () -> rooms.url() + ",http://127.0.0.1:1");
        registry.add("whispra.members.pause", () -> "100ms");
    }

    @BeforeEach
    void isReady() {
        await().atMost(PATIENCE).untilAsserted(() -> readiness().expectStatus().isOk());
    }

    ResponseSpec readiness() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + managementPort)
                .build()
                .get()
                .uri("/actuator/health/readiness")
                .exchange();
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LIMIT * 2))
                .build();
    }

    WebTestClient as(String userId) {
        var token = issuer.userToken(userId);
        return http().mutate().defaultHeaders(headers -> headers.setBearerAuth(token)).build();
    }

    ResponseSpec upload(String userId, byte[] body) {
        return as(userId).post()
                .uri("/api/v1/attachments")
                .contentType(MediaType.parseMediaType(Multipart.CONTENT_TYPE))
                .bodyValue(body)
                .exchange();
    }

    /** The answer to an upload that must succeed. */
    JsonNode uploaded(String userId, String name, String type, byte[] content) {
        return json(upload(userId, Multipart.file(name, type, content)).expectStatus().isCreated());
    }

    String newImage(String ownerId) {
        return uploaded(ownerId, "a.png", "image/png", Samples.image("png", 2, 1)).get("id").asString();
    }

    ResponseSpec announce(String userId, String name, @Nullable String type, long size) {
        var body = new HashMap<String, Object>(Map.of("name", name, "size", size));
        if (type != null) {
            body.put("contentType", type);
        }
        return as(userId).post().uri("/api/v1/attachments").bodyValue(body).exchange();
    }

    DirectUpload begin(String userId, String name, @Nullable String type, long size) {
        return DirectUpload.of(json(announce(userId, name, type, size).expectStatus().isCreated()));
    }

    ResponseSpec complete(String userId, String id) {
        return as(userId).post().uri("/api/v1/attachments/" + id + "/complete").exchange();
    }

    ResponseSpec delete(String userId, String id) {
        return as(userId).delete().uri("/api/v1/attachments/" + id).exchange();
    }

    /** What whoever may see it gets. */
    byte[] content(String userId, String id) {
        var url = URI.create(json(get(userId, id + "/link").expectStatus().isOk()).get("url").asString());
        return requireNonNull(follow(url).expectStatus().isOk().expectBody().returnResult().getResponseBody());
    }

    static String code(ResponseSpec answer) {
        return json(answer).get("code").asString();
    }

    Document document(String id) {
        return requireNonNull(documents.getCollection("attachments")
                .flatMap(all -> Mono.from(all.find(new Document("_id", id))))
                .block());
    }

    ResponseSpec claim(List<String> ids, String ownerId, String roomId, String messageId) {
        return http().post()
                .uri("/internal/v1/attachments/claim")
                .headers(headers -> headers.setBearerAuth(issuer.serviceToken("message-service", "attachments:claim")))
                .bodyValue(Map.of("ids", ids, "ownerId", ownerId, "roomId", roomId, "messageId", messageId))
                .exchange();
    }

    ResponseSpec get(String userId, String path) {
        return as(userId).get().uri("/api/v1/attachments/" + path).exchange();
    }

    /** As a browser would, without a token. */
    static ResponseSpec follow(URI url) {
        return WebTestClient.bindToServer()
                .responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LIMIT * 2))
                .build()
                .get()
                .uri(url)
                .exchange();
    }

    static JsonNode json(ResponseSpec answer) {
        var body = answer.expectBody().returnResult().getResponseBody();
        return JSON.readTree(body == null ? new byte[0] : body);
    }

    /** Where the content of an attachment is that was uploaded today. */
    String key(String id) {
        var document = requireNonNull(
                documents.getCollection("attachments").flatMap(all -> Mono.from(all.find(new Document("_id", id))))
                        .block());
        return "attachments/" + id + "/" + document.getString("stored") + "/original";
    }

    Set<String> storedKeys() {
        return store.listObjectsV2(list -> list.bucket(bucket)).join().contents().stream().map(S3Object::key)
                .collect(Collectors.toSet());
    }

    List<MultipartUpload> unfinishedUploads() {
        return store.listMultipartUploads(list -> list.bucket(bucket)).join().uploads();
    }
}
