package io.whispra.room;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The media service by its contract: an attachment is seen by its owner and claimed once, with a service's token. */
final class MediaStandIn implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TOKEN = Pattern.compile("Bearer [^.]+\\.([^.]+)\\.[^.]+");

    /** Each claim that was granted. */
    final List<Claim> claims = new CopyOnWriteArrayList<>();
    final AtomicBoolean down = new AtomicBoolean();
    /** Claims are granted, but the answer is lost. */
    final AtomicBoolean deaf = new AtomicBoolean();

    private final Map<String, Attachment> attachments = new ConcurrentHashMap<>();
    private final Map<String, Claim> claimed = new ConcurrentHashMap<>();
    /** Its own threads: those that all share end with the first application that ends. */
    private final LoopResources threads = LoopResources.create("stand-in", 2, true);
    private final DisposableServer server = HttpServer.create().runOn(threads).host("127.0.0.1").port(0)
            .route(routes -> routes
                    .get("/api/v1/attachments/{id}", this::one)
                    .post("/internal/v1/attachments/claim", this::claim))
            .bindNow();

    record Attachment(String ownerId, String contentType, long size) {}

    record Claim(List<String> ids, String ownerId, String roomId, String messageId) {}

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** What somebody uploaded. */
    String upload(String ownerId, String contentType, long size) {
        var id = UUID.randomUUID().toString();
        attachments.put(id, new Attachment(ownerId, contentType, size));
        return id;
    }

    String image(String ownerId) {
        return upload(ownerId, "image/png", 1_000);
    }

    boolean isClaimed(String id) {
        return claimed.containsKey(id);
    }

    @Override
    public void close() {
        server.disposeNow();
        threads.dispose();
    }

    private Publisher<Void> one(HttpServerRequest request, HttpServerResponse response) {
        var id = String.valueOf(request.param("id"));
        var found = attachments.get(id);
        var token = claims(request);
        if (down.get()) {
            return response.status(503).send();
        }
        if (found == null || !token.has("sid") || !token.path("sub").asString("").equals(found.ownerId())) {
            return response.status(404).send();
        }
        return answer(response, Map.of("id", id, "name", "a file", "contentType", found.contentType(), "size",
                found.size(), "status", isClaimed(id) ? "claimed" : "ready"));
    }

    private Publisher<Void> claim(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().flatMap(body -> {
            var token = claims(request);
            if (token.has("sid") || !token.path("scope").asString("").equals("attachments:claim")) {
                return response.status(403).send();
            }
            if (down.get()) {
                return response.status(503).send();
            }
            var claim = JSON.readValue(body, Claim.class);
            var id = claim.ids().getFirst();
            var found = attachments.get(id);
            if (found == null || !found.ownerId().equals(claim.ownerId())
                    || !claim.equals(claimed.computeIfAbsent(id, _ -> claim))) {
                return response.status(422).send();
            }
            claims.add(claim);
            return deaf.get() ? response.status(503).send() : answer(response, Map.of("attachments", List.of()));
        });
    }

    private static JsonNode claims(HttpServerRequest request) {
        var token = TOKEN.matcher(request.requestHeaders().get("Authorization", ""));
        return token.matches()
                ? JSON.readTree(new String(Base64.getUrlDecoder().decode(token.group(1)), StandardCharsets.UTF_8))
                : JSON.createObjectNode();
    }

    private static Mono<Void> answer(HttpServerResponse response, Object body) {
        return response.header("Content-Type", "application/json")
                .sendString(Mono.just(JSON.writeValueAsString(body)))
                .then();
    }
}
