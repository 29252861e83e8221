package io.whispra.gateway.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/**
 * Admits whoever presents the token `good` (or, on another thread, `later`), greets with `ready`, answers `echo` with what it got, refuses `refuse`, fails on `fail`,
 * is silent on `quiet` and leaves `hold` open until the test completes it.
 */
public final class EchoApplication implements Application {

    public final List<Client> clients = new CopyOnWriteArrayList<>();
    public final List<String> received = new CopyOnWriteArrayList<>();
    public final Map<Integer, Sinks.One<byte[]>> held = new ConcurrentHashMap<>();
    public final AtomicInteger opened = new AtomicInteger();
    public final AtomicInteger closed = new AtomicInteger();

    @Override
    public Mono<Session> connect(Client client, JsonNode auth) {
        return switch (auth.path("token").asString("")) {
            case "good" -> Mono.just(new Echo(client, false));
            case "later" -> Mono.<Session>just(new Echo(client, false)).delayElement(Duration.ofMillis(50));
            case "spoilt" -> Mono.just(new Echo(client, true));
            case "never" -> Mono.never();
            case "broken" -> Mono.error(new IllegalStateException("on purpose"));
            case "busy" -> Mono.error(Refusal.unavailable("Come back later.", Duration.ofSeconds(3)));
            default -> Mono.error(new Refusal(ProblemType.UNAUTHENTICATED, "The access token is not good."));
        };
    }

    /** Hands the event to everybody who is connected. */
    public void emit(Event event) {
        clients.forEach(client -> client.emit(event));
    }

    public static byte[] json(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private final class Echo implements Session {
        private final Client client;
        private final boolean spoilt;

        Echo(Client client, boolean spoilt) {
            this.client = client;
            this.spoilt = spoilt;
        }

        @Override
        public void opened() {
            if (spoilt) {
                throw new IllegalStateException("on purpose");
            }
            opened.incrementAndGet();
            clients.add(client);
            client.emit(Event.of("ready", json("{\"hello\":\"wörld\"}")));
        }

        @Override
        public Mono<byte[]> on(String event, JsonNode data) {
            received.add(event + data);
            return switch (event) {
                case "echo" -> Mono.just(json("{\"ok\":true,\"data\":" + data + "}"));
                case "refuse" -> Mono.error(Refusal.field("/x", "wrong", "x is wrong."));
                case "fail" -> throw new IllegalStateException("on purpose");
                case "hold" -> held.computeIfAbsent(data.intValue(), _ -> Sinks.one()).asMono();
                default -> Mono.empty();
            };
        }

        @Override
        public void closed() {
            closed.incrementAndGet();
            clients.remove(client);
        }
    }
}
