package io.whispra.gateway.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.whispra.gateway.socket.Client;
import io.whispra.gateway.socket.Event;

/**
 * A client in the eyes of the hub. It may be subscribed before the client can take events: they wait until it is opened, and
 * follow the event that opens it.
 */
public final class Listener {

    private static final String TOO_MUCH = "too-much-at-once";

    private final String userId;
    private final Client client;
    private final Consumer<Entry> additions;
    private final Notices notices;
    private final HubProperties properties;
    private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);
    private List<Event> waiting = new ArrayList<>();
    private boolean overflowed;
    private volatile boolean open;
    private volatile boolean closed;

    Listener(String userId, Client client, Consumer<Entry> additions, Hub.Surroundings surroundings) {
        this.userId = userId;
        this.client = client;
        this.additions = additions;
        this.notices = surroundings.notices();
        this.properties = surroundings.properties();
    }

    /** Whose client it is. */
    public String userId() {
        return userId;
    }

    /** Sends an event, after all that waited. */
    public void emit(Event event) {
        if (open) {
            client.emit(event);
            return;
        }
        synchronized (this) {
            if (open) {
                client.emit(event);
            } else if (event.lossy()) {
                return;
            } else if (waiting.size() < properties.waitingEvents()) {
                waiting.add(event);
            } else {
                overflowed = true;
            }
        }
    }

    /** Lets the events through, this one first. */
    public void open(Event first) {
        synchronized (this) {
            client.emit(first);
            if (overflowed) {
                client.emit(notices.resync(TOO_MUCH));
            } else {
                waiting.forEach(client::emit);
            }
            waiting = List.of();
            open = true;
        }
    }

    /** Tells the client to sync, unless it was told a moment ago. */
    public void resync(String reason) {
        var now = System.nanoTime();
        var until = quietUntil.get();
        if ((until == Long.MIN_VALUE || now - until >= 0)
                && quietUntil.compareAndSet(until, now + pause().toNanos())) {
            emit(notices.resync(reason));
        }
    }

    private Duration pause() {
        return properties.resyncPause();
    }

    /** The user was added to a room that this client does not listen to yet. */
    void added(Entry entry) {
        additions.accept(entry);
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
