package io.whispra.media;

import java.net.URI;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Stands before a store and, when it is told to, does not let some requests through. */
final class FailingStore {
    private final DisposableServer server;
    private final URI store;
    private volatile Fault fault = Fault.NONE;
    private volatile String method = "";
    private volatile String path = "";

    FailingStore(URI store) {
        this.store = store;
        this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::answer).bindNow();
    }

    enum Fault {
        NONE,
        UNAVAILABLE,
        STALLED
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** From now on this happens to requests of this method whose path has this in it. */
    void fail(Fault newFault, String newMethod, String newPath) {
        method = newMethod;
        path = newPath;
        fault = newFault;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        boolean fails = request.method().name().equals(method) && request.uri().contains(path);
        return switch (fails ? fault : Fault.NONE) {
            case NONE -> forward(request, response);
            case UNAVAILABLE -> request.receive().then(response.status(503).send());
            case STALLED -> request.receive().then(Mono.never());
        };
    }

    private Publisher<Void> forward(HttpServerRequest request, HttpServerResponse response) {
        return HttpClient.create()
                .headers(headers -> headers.set(request.requestHeaders()))
                .request(request.method())
                .uri(store + request.uri())
                .send(request.receive().retain())
                .response((answer, body) -> response.status(answer.status())
                        .headers(answer.responseHeaders())
                        .send(body.retain()))
                .then();
    }
}
