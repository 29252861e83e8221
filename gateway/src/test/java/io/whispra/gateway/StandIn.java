package io.whispra.gateway;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A small HTTP server in the place of another service. It says its name and what it was asked, keeps the requests, and does as the path demands:
 * `slow` never answers, `broken` breaks off. It can be killed and started again, be stopped as by SIGSTOP, and lose its answers.
 */
public final class StandIn {

    private static final List<StandIn> ALL = new CopyOnWriteArrayList<>();

    private final String name;
    private final Answers answers;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Sinks.Many<Boolean> released = Sinks.many().multicast().directBestEffort();
    private volatile DisposableServer server;
    private volatile Trouble trouble = Trouble.NONE;

    /** How it fails. */
    public enum Trouble {
        NONE,
        /** Requests arrive and nobody does anything about them until it is over. */
        STOPPED,
        /** What is asked is done, and the connection breaks before the answer. */
        LOSES_ANSWERS
    }

    /** What a service answers, or nothing if it has no answer of its own. */
    @FunctionalInterface
    public interface Answers {

        Mono<Answer> to(String method, String uri, String token, byte[] body);
    }

    /** Status and JSON. */
    public record Answer(int status, String json) {}

    /** A request that arrived. */
    public record Asked(String method, String uri, HttpHeaders headers) {}

    private StandIn(String name, Answers answers) {
        this.name = name;
        this.answers = answers;
        this.server = bind(0);
        ALL.add(this);
    }

    private DisposableServer bind(int port) {
        return HttpServer.create().host("127.0.0.1").port(port).channelGroup(connections).handle(this::handle)
                .bindNow();
    }

    public static StandIn start(String name) {
        return new StandIn(name, (_, _, _, _) -> Mono.empty());
    }

    public static StandIn start(String name, Answers answers) {
        return new StandIn(name, answers);
    }

    public static List<StandIn> all() {
        return ALL;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public String name() {
        return name;
    }

    public List<Asked> asked() {
        return asked;
    }

    /** Bytes of bodies that were read. */
    public long bytes() {
        return bytes.get();
    }

    /** Ends with all of its connections, as a process that is killed. */
    public void kill() {
        server.disposeNow();
        connections.close().awaitUninterruptibly();
    }

    /** Starts again on the same port, if it was killed. */
    public void revive() {
        if (server.isDisposed()) {
            server = bind(server.port());
        }
    }

    public void trouble(Trouble now) {
        trouble = now;
        if (now != Trouble.STOPPED) {
            released.tryEmitNext(true);
        }
    }

    public void forget() {
        asked.clear();
        bytes.set(0);
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        asked.add(new Asked(request.method().name(), request.uri(), request.requestHeaders().copy()));
        if (request.uri().contains("slow")) {
            return Mono.never();
        }
        if (request.uri().contains("broken")) {
            return response.withConnection(DisposableChannel::dispose).then();
        }
        var authorization = request.requestHeaders().get("Authorization", "");
        return request.receive()
                .asByteArray()
                .doOnNext(part -> bytes.addAndGet(part.length))
                .collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
                .delayUntil(_ -> trouble == Trouble.STOPPED ? released.asFlux().next() : Mono.empty())
                .flatMap(body -> answers.to(request.method().name(), request.uri(), authorization, body.toByteArray()))
                .defaultIfEmpty(new Answer(200, "{\"service\":\"" + name + "\",\"uri\":\"" + request.uri() + "\"}"))
                .flatMap(answer -> trouble == Trouble.LOSES_ANSWERS ? breakOff(response) : send(response, answer));
    }

    private static Mono<Void> breakOff(HttpServerResponse response) {
        return Mono.fromRunnable(() -> response.withConnection(DisposableChannel::dispose));
    }

    private static Mono<Void> send(HttpServerResponse response, Answer answer) {
        return response.status(answer.status())
                .header("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json")
                .header("X-Powered-By", "a secret")
                .header("Set-Cookie", "kept=yes")
                .header("Cache-Control", "max-age=300")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-site")
                .header("X-Frame-Options", "ALLOWALL")
                .header("ETag", "\"tag\"")
                .header("Content-Range", "bytes 0-9/10")
                .header("Accept-Ranges", "bytes")
                .sendByteArray(Mono.just(answer.json().getBytes(StandardCharsets.UTF_8)))
                .then();
    }
}
