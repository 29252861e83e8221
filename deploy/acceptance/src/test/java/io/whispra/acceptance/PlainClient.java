package io.whispra.acceptance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plain WebSocket with JSON frames, by the JDK's client. */
final class PlainClient extends ChatClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<Long, CompletableFuture<JsonNode>> acks = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    private PlainClient(URI url) {
        this.socket = HTTP.newWebSocketBuilder().buildAsync(url, new Frames()).join();
    }

    /** Connects and says `hello`. */
    static PlainClient connect(URI base, String token) {
        var client = silent(base);
        client.write(Json.object("{'t': 'hello', 'd': {'token': '%s', 'device': 'acceptance'}}", token));
        return client;
    }

    /** Connects and says nothing. */
    static PlainClient silent(URI base) {
        return new PlainClient(URI.create(base.toString().replaceFirst("^http", "ws") + "/api/v1/ws"));
    }

    @Override
    CompletableFuture<JsonNode> request(String event, JsonNode data) {
        var id = ids.incrementAndGet();
        var ack = new CompletableFuture<JsonNode>();
        acks.put(id, ack);
        var frame = Json.object("{'t': '%s', 'id': %d}", event, id);
        frame.set("d", data);
        write(frame);
        return ack;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private synchronized void write(ObjectNode frame) {
        var text = frame.toString();
        sent = sent.exceptionally(_ -> null).thenCompose(_ -> socket.sendText(text, true));
    }

    private final class Frames implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var frame = Json.read(text.toString());
                text.setLength(0);
                dispatch(frame);
            }
            ws.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
            receive("disconnect", Json.object("{'code': %d}", code));
            fail();
            return null;
        }

        @Override
        public void onError(WebSocket ws, Throwable error) {
            receive("disconnect", Json.object("{'code': 1006}"));
            fail();
        }

        private void dispatch(JsonNode frame) {
            var name = frame.path("t").asString();
            if (!name.equals("ack")) {
                receive(name, frame.path("d"));
                return;
            }
            var ack = acks.remove(frame.path("id").asLong());
            if (ack != null) {
                ack.complete(frame.path("d"));
            }
        }

        private void fail() {
            acks.values().forEach(a -> a.completeExceptionally(new IllegalStateException("The connection was closed")));
        }
    }
}
