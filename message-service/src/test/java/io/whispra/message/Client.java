package io.whispra.message;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.whispra.embedded.junit.IssuerExtension;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.util.Objects.requireNonNull;

/** Calls one instance of the service over HTTP, as people and as services do. */
public final class Client {

    /** How long a test waits for what must come. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final JsonMapper JSON = JsonMapper.shared();
    /** Of its own: an instance that is closed takes the shared ones with it. */
    private static final LoopResources LOOPS = LoopResources.create("tests", 2, true);
    private static final ConnectionProvider CONNECTIONS = ConnectionProvider.builder("tests")
            .maxConnections(500)
            .pendingAcquireMaxCount(-1)
            .build();

    private final String address;
    private final WebTestClient http;
    private final WebClient concurrent;
    private final IssuerExtension issuer;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public Client(int port, IssuerExtension issuer) {
        this.address = "http://127.0.0.1:" + port;
        this.issuer = issuer;
        this.http = WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.newConnection().runOn(LOOPS)))
                .baseUrl(address)
                .responseTimeout(PATIENCE).build();
        this.concurrent = WebClient.builder()
                .baseUrl(address)
                .clientConnector(new ReactorClientHttpConnector(
                        HttpClient.create(CONNECTIONS).runOn(LOOPS)))
                .build();
    }

    /** What a request was answered with. */
    public record Answer(int status, JsonNode body) {
        public long seq() {
            return body.path("message").path("seq").asLong();
        }

        /** Of the entry of a change. */
        public long entrySeq() {
            return body.path("entry").path("seq").asLong();
        }

        public boolean duplicate() {
            return body.path("duplicate").asBoolean();
        }

        public String code() {
            return body.path("code").asString();
        }
    }

    public String address() {
        return address;
    }

    public WebTestClient http() {
        return http;
    }

    public String token(String userId) {
        return tokens.computeIfAbsent(userId, issuer::userToken);
    }

    public String serviceToken(String scope) {
        return tokens.computeIfAbsent("service " + scope, _ -> issuer.serviceToken("room-service", scope));
    }

    /** Makes a room in which these people are members, the first one as admin; its log has 1 + their number entries. */
    public void newRoom(String roomId, String... members) {
        var entries = new ArrayList<Map<String, Object>>();
        entries.add(entry("1:0", "room.created", members[0], Map.of("type", "group", "name", "Room " + roomId)));
        for (int i = 0; i < members.length; i++) {
            entries.add(entry("1:" + (i + 1), "member.added", members[0],
                    Map.of("userId", members[i], "role", i == 0 ? "admin" : "member")));
        }
        append(roomId, entries).expectStatus().isOk();
    }

    public void remove(String roomId, String userId, String version) {
        append(roomId, List.of(removal(userId, version))).expectStatus().isOk();
    }

    public static Map<String, Object> removal(String userId, String version) {
        return entry(version + ":0", "member.removed", "somebody", Map.of("userId", userId, "reason", "removed"));
    }

    public static Map<String, Object> entry(String clientId, String kind, String actor, Map<String, ?> data) {
        return Map.of("clientId", clientId, "kind", kind, "actor", actor, "data", data);
    }

    public ResponseSpec append(String roomId, List<? extends Map<String, ?>> entries) {
        return http.post()
                .uri("/internal/v1/rooms/{id}/entries", roomId)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + serviceToken("room-log:append"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JSON.writeValueAsBytes(Map.of("entries", entries)))
                .exchange();
    }

    public static Map<String, Object> text(String clientId, String content) {
        return Map.of("clientId", clientId, "type", "text", "content", content);
    }

    public Answer send(String userId, String roomId, Map<String, ?> message) {
        return requireNonNull(sending(userId, roomId, message).block(PATIENCE));
    }

    public Mono<Answer> sending(String userId, String roomId, Map<String, ?> message) {
        return concurrent.post()
                .uri("/api/v1/rooms/{id}/messages", roomId)
                .headers(headers -> headers.setBearerAuth(token(userId)))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JSON.writeValueAsBytes(message))
                .exchangeToMono(response -> response.bodyToMono(byte[].class)
                        .defaultIfEmpty(new byte[0])
                        .map(body -> new Answer(response.statusCode().value(), JSON.readTree(body))));
    }

    public Answer edit(String userId, String message, String clientId, String content) {
        return call(userId, HttpMethod.PATCH, message, Map.of("clientId", clientId, "content", content));
    }

    public Answer delete(String userId, String message, String clientId) {
        return call(userId, HttpMethod.DELETE, message + "?clientId=" + clientId, null);
    }

    public Answer react(String userId, String message, String emoji, String clientId) {
        return call(userId, HttpMethod.PUT, reaction(message, emoji, clientId), null);
    }

    public Answer takeBack(String userId, String message, String emoji, String clientId) {
        return call(userId, HttpMethod.DELETE, reaction(message, emoji, clientId), null);
    }

    /** The path of a message. */
    public static String message(String roomId, long seq) {
        return "/api/v1/rooms/" + roomId + "/messages/" + seq;
    }

    public static String reaction(String message, String emoji, String clientId) {
        return message + "/reactions/" + UriUtils.encodePathSegment(emoji, StandardCharsets.UTF_8) + "?clientId="
                + clientId;
    }

    public Answer call(String userId, HttpMethod method, String path, @Nullable Map<String, ?> body) {
        return requireNonNull(calling(userId, method, path, body).block(PATIENCE));
    }

    public Mono<Answer> calling(String userId, HttpMethod method, String path, @Nullable Map<String, ?> body) {
        var request = concurrent.method(method)
                .uri(URI.create(address + path))
                .headers(headers -> headers.setBearerAuth(token(userId)));
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(JSON.writeValueAsBytes(body));
        }
        return request.exchangeToMono(response -> response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(answer -> new Answer(response.statusCode().value(), JSON.readTree(answer))));
    }

    public Answer get(String userId, String path) {
        return answer(token(userId), path);
    }

    public Answer internal(String path) {
        return answer(serviceToken("room-log:read"), path);
    }

    /** Everything that is in the room, through the internal API. */
    public List<JsonNode> log(String roomId) {
        return Stream.of(internal("/internal/v1/rooms/" + roomId + "/entries?from=1&to=1000").body().path("entries"))
                .flatMap(entries -> entries.valueStream())
                .toList();
    }

    public List<Long> seqs(String roomId) {
        return log(roomId).stream().map(entry -> entry.path("seq").asLong()).toList();
    }

    private Answer answer(String token, String path) {
        var answer = concurrent.get()
                .uri(URI.create(address + path))
                .headers(headers -> headers.setBearerAuth(token))
                .exchangeToMono(response -> response.bodyToMono(byte[].class)
                        .map(body -> new Answer(response.statusCode().value(), JSON.readTree(body))))
                .block(PATIENCE);
        return requireNonNull(answer);
    }
}
