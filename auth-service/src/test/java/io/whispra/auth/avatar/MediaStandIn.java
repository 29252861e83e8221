package io.whispra.auth.avatar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The internal API of the media service, by its own samples. */
final class MediaStandIn {

    private static final Path SAMPLES = Path.of("../media-service/contracts/samples");
    private static final JsonMapper JSON = JsonMapper.shared();

    final List<JsonNode> claims = new CopyOnWriteArrayList<>();
    final List<JsonNode> releases = new CopyOnWriteArrayList<>();
    final List<String> tokens = new CopyOnWriteArrayList<>();
    volatile int status = 200;

    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.post("/internal/v1/attachments/claim", (request, answer) -> claim(request, answer))
                    .post("/internal/v1/attachments/release", (request, answer) -> release(request, answer)))
            .bindNow();

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    void stop() {
        server.disposeNow();
    }

    static JsonNode sample(String name) {
        try {
            return JSON.readTree(Files.readString(SAMPLES.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Mono<Void> claim(HttpServerRequest request, HttpServerResponse answer) {
        return noted(request, claims).then(Mono.defer(() -> status == 200
                ? answer.header("Content-Type", "application/json")
                        .sendString(Mono.just(sample("avatar-claim-response.json").toString()))
                        .then()
                : answer.status(status).send()));
    }

    private Mono<Void> release(HttpServerRequest request, HttpServerResponse answer) {
        return noted(request, releases).then(Mono.defer(() -> answer.status(status == 200 ? 204 : status).send()));
    }

    private Mono<Void> noted(HttpServerRequest request, List<JsonNode> bodies) {
        tokens.add(String.valueOf(request.requestHeaders().get("Authorization")).replace("Bearer ", ""));
        return request.receive().aggregate().asString().doOnNext(body -> bodies.add(JSON.readTree(body))).then();
    }
}
