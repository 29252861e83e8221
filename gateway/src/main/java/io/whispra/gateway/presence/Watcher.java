package io.whispra.gateway.presence;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.bucket4j.Bucket;
import io.whispra.gateway.hub.Listener;

/** A connection and those whom it watches. For one thread. */
final class Watcher {

    private final Listener listener;
    private final Bucket changes;
    private final Bucket sayings;
    private final Map<String, Watched> watched = new HashMap<>();
    private long quietUntil;
    private int turn;

    /** Somebody who is watched: the rooms by which that is allowed, and what was told. */
    private static final class Watched {

        private final Set<String> shared;
        private State told;

        Watched(Set<String> shared, State told) {
            this.shared = shared;
            this.told = told;
        }
    }

    Watcher(Listener listener, PresenceProperties properties) {
        this.listener = listener;
        this.changes = bucket(properties);
        this.sayings = bucket(properties);
    }

    private static Bucket bucket(PresenceProperties properties) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(properties.watches()).refillGreedy(1, properties.watchPause()))
                .build();
    }

    Listener listener() {
        return listener;
    }

    /** How many changes of whom it watches may follow now. */
    Bucket changes() {
        return changes;
    }

    /** How many times it may say something of itself now. */
    Bucket sayings() {
        return sayings;
    }

    /** Begins to change whom it watches; only the last that began counts. */
    int begin() {
        return ++turn;
    }

    boolean isCurrent(int begun) {
        return begun == turn;
    }

    /** Watches these and nobody else, each with the shared rooms. */
    void watch(Map<String, Set<String>> allowed, Function<String, State> states, long until) {
        watched.clear();
        allowed.forEach((userId, shared) -> watched.put(userId, new Watched(shared, states.apply(userId))));
        quietUntil = until;
    }

    Set<String> watched() {
        return watched.keySet();
    }

    boolean isQuiet(long now) {
        return now - quietUntil < 0;
    }

    /** Somebody shares a room with this one no longer. True: and no other. */
    boolean lose(String userId, String roomId) {
        var lost = watched.get(userId);
        return lost != null && lost.shared.remove(roomId) && lost.shared.isEmpty();
    }

    /** What is different from what was told, as it is to be told now. */
    Map<String, String> news(Function<String, State> states, long until) {
        var news = new LinkedHashMap<String, String>();
        watched.forEach((userId, seen) -> {
            var state = seen.shared.isEmpty() ? State.OFFLINE : states.apply(userId);
            if (state != seen.told) {
                seen.told = state;
                news.put(userId, state.code());
            }
        });
        quietUntil = until;
        return news;
    }
}
