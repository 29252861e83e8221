package io.whispra.gateway.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** A room that somebody listens to. Touched by its loop only. */
final class Room implements Disposable {

    static final long NOT_SUBSCRIBED = -1;

    private final String id;
    private final Order order;
    private final Map<Listener, Long> subscriptions = new LinkedHashMap<>();
    private @Nullable Gap gap;

    Room(String id, Order order) {
        this.id = id;
        this.order = order;
    }

    String id() {
        return id;
    }

    Order order() {
        return order;
    }

    void subscribe(Listener listener, long fromSeq) {
        subscriptions.put(listener, fromSeq);
    }

    void unsubscribe(Listener listener) {
        subscriptions.remove(listener);
    }

    /** From where a listener is subscribed, {@link #NOT_SUBSCRIBED} if it is not. */
    long fromSeq(Listener listener) {
        return subscriptions.getOrDefault(listener, NOT_SUBSCRIBED);
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    Set<Listener> listeners() {
        return subscriptions.keySet();
    }

    void emit(Entry entry) {
        subscriptions.forEach((listener, fromSeq) -> {
            if (entry.seq() > fromSeq) {
                listener.emit(entry.event());
            }
        });
    }

    void resync(String reason) {
        subscriptions.keySet().forEach(listener -> listener.resync(reason));
    }

    /** Those listeners of a user whose membership began before that seq. */
    List<Listener> listenersOf(@Nullable String userId, long before) {
        return subscriptions.entrySet().stream()
                .filter(subscription -> subscription.getValue() < before)
                .map(Map.Entry::getKey)
                .filter(listener -> listener.userId().equals(userId))
                .toList();
    }

    /** Fills the gap before what was seen, unless that is being done. */
    void mend(Gap started) {
        gap = started;
        started.start();
    }

    boolean isMending() {
        return gap != null;
    }

    void mended() {
        gap = null;
    }

    @Override
    public void dispose() {
        if (gap != null) {
            gap.dispose();
        }
    }
}
