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
    private final Map<Listener, Subscription> subscriptions = new LinkedHashMap<>();
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

    void subscribe(Listener listener, Membership membership) {
        subscriptions.put(listener, new Subscription(membership));
    }

    void unsubscribe(Listener listener) {
        subscriptions.remove(listener);
    }

    /** From where a listener is subscribed, {@link #NOT_SUBSCRIBED} if it is not. */
    long fromSeq(Listener listener) {
        var subscription = subscriptions.get(listener);
        return subscription == null ? NOT_SUBSCRIBED : subscription.fromSeq();
    }

    @Nullable
    Subscription subscription(Listener listener) {
        return subscriptions.get(listener);
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    Set<Listener> listeners() {
        return subscriptions.keySet();
    }

    void emit(Entry entry) {
        subscriptions.forEach((listener, subscription) -> {
            if (entry.seq() > subscription.fromSeq()) {
                listener.emit(entry.event());
            }
        });
    }

    void resync(String reason) {
        subscriptions.keySet().forEach(listener -> listener.resync(reason));
    }

    /** Those whose membership the entry ends. */
    List<Listener> removedBy(Entry entry) {
        return subscriptions.entrySet().stream()
                .filter(subscription -> subscription.getValue().fromSeq() < entry.seq())
                .map(Map.Entry::getKey)
                .filter(listener -> entry.removes(listener.userId()))
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
