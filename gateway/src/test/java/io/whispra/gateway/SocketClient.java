package io.whispra.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's real connection over one of the two protocols, which keeps what it is sent. */
public final class SocketClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final int MAX_FRAME = 1 << 20;

    private final Wire wire;
    private final String token;
    private final Sinks.Many<String> outgoing = Sinks.many().unicast().onBackpressureBuffer();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, CompletableFuture<JsonNode>> acks = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Disposable connection;
    private volatile boolean closed;

    /** How frames look. */
    public enum Wire {
        PLAIN,
        SOCKET_IO;

        /** Each in its turn. */
        public static Wire of(int i) {
            return values()[Math.floorMod(i, values().length)];
        }
    }

    /** What the server said. */
    public record Event(String name, String json) {

        public JsonNode data() {
            return JSON.readTree(json);
        }
    }

    private SocketClient(int port, String token, Wire wire) {
        this.wire = wire;
        this.token = token;
        var path = wire == Wire.PLAIN ? "/api/v1/ws" : "/socket.io/?EIO=4&transport=websocket";
        if (wire == Wire.PLAIN) {
            send("{\"t\":\"hello\",\"d\":{\"token\":\"" + token + "\"}}");
        }
        this.connection = HttpClient.newConnection()
                .websocket(WebsocketClientSpec.builder().maxFramePayloadLength(MAX_FRAME).build())
                .uri("ws://127.0.0.1:" + port + path)
                .handle((in, out) -> out.sendString(outgoing.asFlux())
                        .then()
                        .and(in.receive().asString().doOnNext(this::received).doFinally(_ -> closed = true)))
                .subscribe(null, _ -> closed = true);
    }

    /** Begins to connect. */
    public static SocketClient open(int port, String token, Wire wire) {
        return new SocketClient(port, token, wire);
    }

    /** Waits until the server is ready for it. */
    public SocketClient ready() {
        await("ready");
        return this;
    }

    /** The first event of this name. */
    public Event await(String name) {
        return Awaitility.await()
                .pollInterval(SHORT)
                .atMost(PATIENCE)
                .until(() -> named(name), found -> !found.isEmpty())
                .getFirst();
    }

    public List<Event> named(String name) {
        return events().stream().filter(event -> event.name().equals(name)).toList();
    }

    /** All of them, in the order in which they came. */
    public List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** The seqs of a room's entries, in the order in which they came. */
    public List<Long> seqs(String roomId) {
        var head = "{\"roomId\":\"" + roomId + "\",\"seq\":";
        return named("room.event").stream()
                .map(Event::json)
                .filter(json -> json.startsWith(head))
                .map(json -> Long.valueOf(json.substring(head.length(), json.indexOf(',', head.length()))))
                .toList();
    }

    /** What `ready` said of a room's head; -1 if it did not name the room. */
    public long head(String roomId) {
        for (var head : await("ready").data().path("heads")) {
            if (head.path("roomId").asString().equals(roomId)) {
                return head.path("seq").asLong();
            }
        }
        return -1;
    }

    public JsonNode ack(String event, String data) {
        var id = lastId.incrementAndGet();
        var ack = acks.computeIfAbsent(id, _ -> new CompletableFuture<>());
        send(switch (wire) {
            case PLAIN -> "{\"t\":\"" + event + "\",\"id\":" + id + ",\"d\":" + data + "}";
            case SOCKET_IO -> "42" + id + "[\"" + event + "\"," + data + "]";
        });
        return ack.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        connection.dispose();
    }

    private void send(String frame) {
        outgoing.emitNext(frame, Sinks.EmitFailureHandler.busyLooping(PATIENCE));
    }

    private void received(String frame) {
        switch (wire) {
            case PLAIN -> plain(frame);
            case SOCKET_IO -> socketIo(frame);
        }
    }

    private void plain(String frame) {
        if (frame.startsWith("{\"t\":\"ack\"")) {
            var ack = JSON.readTree(frame);
            acknowledge(ack.path("id").asInt(), ack.path("d"));
            return;
        }
        var end = frame.indexOf("\",\"d\":");
        events.add(new Event(frame.substring("{\"t\":\"".length(), end),
                frame.substring(end + "\",\"d\":".length(), frame.length() - 1)));
    }

    private void socketIo(String frame) {
        if (frame.startsWith("0")) {
            send("40{\"token\":\"" + token + "\"}");
        } else if (frame.equals("2")) {
            send("3");
        } else if (frame.startsWith("43")) {
            var start = frame.indexOf('[');
            acknowledge(Integer.parseInt(frame.substring(2, start)), JSON.readTree(frame.substring(start)).path(0));
        } else if (frame.startsWith("42[\"")) {
            var end = frame.indexOf("\",");
            events.add(new Event(frame.substring("42[\"".length(), end),
                    frame.substring(end + 2, frame.length() - 1)));
        }
    }

    private void acknowledge(int id, JsonNode data) {
        var waiting = acks.remove(id);
        if (waiting != null) {
            waiting.complete(data);
        }
    }
}
