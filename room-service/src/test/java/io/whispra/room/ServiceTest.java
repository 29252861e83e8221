package io.whispra.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import io.whispra.embedded.junit.IssuerExtension;
import io.whispra.embedded.junit.KafkaExtension;
import io.whispra.embedded.junit.MongoExtension;
import io.whispra.room.revocation.Revocations;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The running service on embedded servers, with small bounds so that tests reach them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class ServiceTest {

    @RegisterExtension
    static final MongoExtension mongo = new MongoExtension();

    @RegisterExtension
    static final KafkaExtension kafka = new KafkaExtension();

    @RegisterExtension
    static final IssuerExtension issuer = new IssuerExtension();

    static final LogStandIn log = new LogStandIn();
    static final AccountsStandIn accounts = new AccountsStandIn();
    static final MediaStandIn media = new MediaStandIn();
    static final JsonMapper JSON = new JsonMapper();

    private final Map<String, WebTestClient> clients = new ConcurrentHashMap<>();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        environment().forEach((name, value) -> registry.add(name, () -> value));
    }

    static Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("spring.mongodb.uri", mongo.uri()),
                Map.entry("spring.kafka.bootstrap-servers", kafka.bootstrapServers()),
                Map.entry("spring.security.oauth2.client.provider.whispra.token-uri", issuer.tokenUri().toString()),
                Map.entry("spring.security.oauth2.client.registration.whispra.client-secret", "test"),
                Map.entry("spring.security.oauth2.client.registration.media.client-secret", "test"),
                Map.entry("whispra.media-service.url", media.url()),
                Map.entry("whispra.token.issuer", issuer.issuer()),
                Map.entry("whispra.token.jwks-uri", issuer.jwksUri().toString()),
                Map.entry("whispra.auth-service.url", accounts.url()),
                // Half of the rooms rank an instance first that is down.
                Map.entry("whispra.message-service.urls", log.url() + ",http://127.0.0.1:1"),
                Map.entry("whispra.message-service.pause", "100ms"),
                Map.entry("whispra.kafka.entries-topic", kafka.topic("entries")),
                Map.entry("whispra.kafka.user-events-topic", kafka.existingTopic("people")),
                Map.entry("whispra.kafka.signals-topic", kafka.topic("signals")),
                Map.entry("whispra.kafka.partitions", "3"),
                Map.entry("whispra.kafka.mentions", "5"),
                Map.entry("whispra.read.seen-by", "3"),
                Map.entry("whispra.kafka.longest-retry", "500ms"),
                Map.entry("whispra.pending.sweep-pause", "300ms"),
                Map.entry("whispra.rooms.members", "12"),
                Map.entry("whispra.rooms.rooms-per-user", "15"),
                Map.entry("whispra.rooms.participants", "12"),
                Map.entry("management.server.port", "0"));
    }

    @Autowired
    private Revocations revocations;

    @BeforeEach
    void everythingIsUp() {
        Awaitility.await().until(revocations::isKnown);
        log.down.set(false);
        log.failuresToCome.set(0);
        accounts.down.set(false);
        media.down.set(false);
        media.deaf.set(false);
    }

    @AfterEach
    void nothingBrokeTheContractOfTheLog() {
        assertThat(log.violations).isEmpty();
    }

    static String somebody(String name) {
        return name + "-" + UUID.randomUUID();
    }

    WebTestClient as(String userId) {
        return clients.computeIfAbsent(userId, _ -> withToken(issuer.userToken(userId)));
    }

    WebTestClient withToken(String token) {
        return client(port).mutate().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
    }

    static WebTestClient client(int port) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .filter((request, next) -> next.exchange(request).flatMap(ServiceTest::readToTheEnd))
                .build();
    }

    /** Also the answers that a test does not look into, so that their buffers and connections are free again. */
    private static Mono<ClientResponse> readToTheEnd(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> response.mutate()
                        .body(_ -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                        .build());
    }

    ResponseSpec createGroup(String creator, String clientId, String... others) {
        return as(creator).post().uri("/api/v1/rooms")
                .bodyValue(Map.of("clientId", clientId, "name", "Team", "type", "group", "participantIds", others))
                .exchange();
    }

    /** A new group's id. */
    String group(String creator, String... others) {
        return json(createGroup(creator, UUID.randomUUID().toString(), others).expectStatus().isCreated())
                .path("id").asString();
    }

    ResponseSpec get(String userId, String path) {
        return as(userId).get().uri("/api/v1/rooms" + path).exchange();
    }

    ResponseSpec put(String userId, String path, Object body) {
        return as(userId).put().uri("/api/v1/rooms" + path).bodyValue(body).exchange();
    }

    ResponseSpec post(String userId, String path, Object body) {
        return as(userId).post().uri("/api/v1/rooms" + path).contentType(MediaType.APPLICATION_JSON).bodyValue(body)
                .exchange();
    }

    ResponseSpec delete(String userId, String path) {
        return as(userId).delete().uri("/api/v1/rooms" + path).exchange();
    }

    ResponseSpec rename(String userId, String roomId, Object name) {
        return patch(userId, "/" + roomId, Map.of("name", name));
    }

    ResponseSpec patch(String userId, String path, Object body) {
        return as(userId).patch().uri("/api/v1/rooms" + path).contentType(MediaType.APPLICATION_JSON).bodyValue(body)
                .exchange();
    }

    static JsonNode json(ResponseSpec response) {
        return JSON.readTree(response.expectBody().returnResult().getResponseBodyContent());
    }

    static void assertRefused(ResponseSpec response, int status, String code) {
        response.expectStatus().isEqualTo(status)
                .expectHeader().contentType("application/problem+json")
                .expectBody().jsonPath("$.code").isEqualTo(code).jsonPath("$.status").isEqualTo(status);
    }

    static <T> List<T> together(List<Callable<T>> calls) {
        try (var threads = Executors.newFixedThreadPool(Math.min(32, calls.size()))) {
            var results = new ArrayList<T>();
            for (var future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
