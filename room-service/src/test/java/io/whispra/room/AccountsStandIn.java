package io.whispra.room;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.json.JsonMapper;

/** The people of the auth service by its contract: everybody exists but ghosts. */
final class AccountsStandIn implements AutoCloseable {

    /** The `Authorization` of each request. */
    final List<String> tokens = new CopyOnWriteArrayList<>();
    final AtomicBoolean down = new AtomicBoolean();

    /** Its own threads: those that all share end with the first application that ends. */
    private final LoopResources threads = LoopResources.create("stand-in", 2, true);
    private final DisposableServer server = HttpServer.create().runOn(threads).host("127.0.0.1").port(0)
            .route(routes -> routes
                    .get("/api/v1/users/{id}", this::one)
                    .get("/api/v1/users", this::some))
            .bindNow();

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
        threads.dispose();
    }

    private Publisher<Void> one(HttpServerRequest request, HttpServerResponse response) {
        tokens.add(request.requestHeaders().get("Authorization", ""));
        var id = String.valueOf(request.param("id"));
        if (down.get()) {
            return response.status(503).send();
        }
        return id.startsWith("ghost") ? response.status(404).send() : answer(response, user(id));
    }

    private Publisher<Void> some(HttpServerRequest request, HttpServerResponse response) {
        tokens.add(request.requestHeaders().get("Authorization", ""));
        if (down.get()) {
            return response.status(503).send();
        }
        var ids = URLDecoder.decode(request.uri().replaceAll(".*ids=", ""), StandardCharsets.UTF_8).split(",");
        var users = Stream.of(ids).filter(id -> !id.startsWith("ghost")).map(AccountsStandIn::user).toList();
        return answer(response, Map.of("users", users));
    }

    private static Map<String, Object> user(String id) {
        return id.startsWith("gone")
                ? Map.of("id", id, "name", "Deleted user", "deleted", true)
                : Map.of("id", id, "name", "Somebody", "createdAt", "2026-01-01T00:00:00.000Z");
    }

    private static Mono<Void> answer(HttpServerResponse response, Object body) {
        return response.header("Content-Type", "application/json")
                .sendString(Mono.just(new JsonMapper().writeValueAsString(body)))
                .then();
    }
}
