package io.whispra.acceptance.client;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import tools.jackson.databind.JsonNode;

/** One connection of a device, on either transport. */
public abstract class Connection implements AutoCloseable {

    private final Map<Long, CompletableFuture<JsonNode>> acks = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private volatile boolean over;
    private final Listener listener;

    /** Told of what the server sends and of what happens to the connection, in order, on the connection's thread. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Something came.
         *
         * @param event an event of the server, or `disconnect` with the code of the close
         */
        void received(String event, JsonNode data);
    }

    /** The connection ended before the acknowledgement: whether the request was done is not known. */
    public static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Ended() {
            super("The connection was closed", null, false, false);
        }
    }

    protected Connection(Listener listener) {
        this.listener = listener;
    }

    /** Sends an event and answers with its acknowledgement, `{ok, data | error}`; fails with {@link Ended}. */
    public final CompletableFuture<JsonNode> request(String event, JsonNode data) {
        var id = ids.incrementAndGet();
        var ack = new CompletableFuture<JsonNode>();
        acks.put(id, ack);
        if (over) {
            end(id);
        } else {
            send(event, id, data);
        }
        return ack;
    }

    /** Cuts the connection. */
    @Override
    public abstract void close();

    protected abstract void send(String event, long id, JsonNode data);

    protected final void received(String event, JsonNode data) {
        listener.received(event, data);
    }

    protected final void acknowledged(long id, JsonNode data) {
        var ack = acks.remove(id);
        if (ack != null) {
            ack.complete(data);
        }
    }

    protected final void ended(int code) {
        over = true;
        received("disconnect", Json.object("{'code': %d}", code));
        acks.keySet().forEach(this::end);
    }

    private void end(long id) {
        var ack = acks.remove(id);
        if (ack != null) {
            ack.completeExceptionally(new Ended());
        }
    }
}
