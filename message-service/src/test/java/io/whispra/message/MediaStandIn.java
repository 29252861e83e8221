package io.whispra.message;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the claim of the media service: an id begins with its content type, `image_png-1` say. */
public final class MediaStandIn {

    /** How it behaves. */
    public enum Mood {
        WELL,
        REFUSING,
        BROKEN,
        SILENT
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<JsonNode> claims = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final DisposableServer server = HttpServer.create()
            // Of its own: an instance that is closed takes the shared ones with it.
            .runOn(LoopResources.create("media-stand-in", 1, true))
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.post("/internal/v1/attachments/claim", this::claim))
            .bindNow();
    private volatile Mood mood = Mood.WELL;

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    void reset() {
        mood = Mood.WELL;
        claims.clear();
        tokens.clear();
    }

    public void is(Mood now) {
        mood = now;
    }

    public List<JsonNode> claims() {
        return claims;
    }

    public List<String> tokens() {
        return tokens;
    }

    private Mono<Void> claim(HttpServerRequest request, HttpServerResponse response) {
        tokens.add(String.valueOf(request.requestHeaders().get("Authorization")));
        return request.receive().aggregate().asByteArray().map(JSON::readTree).flatMap(claim -> {
            claims.add(claim);
            return switch (mood) {
                case WELL -> response.header("Content-Type", "application/json")
                        .sendByteArray(Mono.just(JSON.writeValueAsBytes(Map.of("attachments", described(claim)))))
                        .then();
                case REFUSING -> response.status(422).send();
                case BROKEN -> response.status(500).send();
                case SILENT -> Mono.never();
            };
        });
    }

    private static List<Map<String, Object>> described(JsonNode claim) {
        return claim.path("ids").valueStream().map(id -> {
            var type = id.asString().substring(0, id.asString().indexOf('-')).replace('_', '/');
            return Map.<String, Object>of("id", id.asString(), "name", "file", "contentType", type, "size", 7,
                    "sha256", "unknown fields are ignored", "width", 3, "height", 4,
                    "blurhash", type.equals("image/gif") ? "L".repeat(65) : "LEHV6nWB2yk8");
        }).toList();
    }
}
