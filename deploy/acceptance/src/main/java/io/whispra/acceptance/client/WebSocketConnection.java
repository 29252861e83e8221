package io.whispra.acceptance.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/** A connection over the JDK's WebSocket client. */
abstract class WebSocketConnection extends Connection {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int ABNORMAL = 1006;

    private final AtomicBoolean over = new AtomicBoolean();
    private final WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    /** Fails with a {@link java.util.concurrent.CompletionException} if it cannot be opened. */
    WebSocketConnection(URI base, String path, Listener listener) {
        super(listener);
        var url = URI.create(base.toString().replaceFirst("^http", "ws") + path);
        this.socket = HTTP.newWebSocketBuilder().connectTimeout(CONNECT).buildAsync(url, new Frames()).join();
    }

    /** Nothing is read before. */
    final void begin() {
        socket.request(1);
    }

    @Override
    public final void close() {
        socket.abort();
        end(ABNORMAL);
    }

    /** One whole text message of the server. */
    abstract void frame(String text);

    final synchronized void write(String text) {
        sent = sent.exceptionally(_ -> null).thenCompose(_ -> socket.sendText(text, true));
    }

    private void end(int code) {
        if (over.compareAndSet(false, true)) {
            ended(code);
        }
    }

    private final class Frames implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {}

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var whole = text.toString();
                text.setLength(0);
                frame(whole);
            }
            ws.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
            end(code);
            return null;
        }

        @Override
        public void onError(WebSocket ws, Throwable error) {
            end(ABNORMAL);
        }
    }
}
