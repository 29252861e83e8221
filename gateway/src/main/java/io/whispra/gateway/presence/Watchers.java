package io.whispra.gateway.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.whispra.gateway.hub.Listener;
import org.jspecify.annotations.Nullable;

/** Who watches whom, and to whom something is to be told. For one thread. */
final class Watchers {

    /** For the answer to a question that was asked when something was known last. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final PresenceProperties properties;
    private final Map<String, Watcher> bySession = new HashMap<>();
    private final Map<String, Set<Watcher>> byWatched = new HashMap<>();
    private final Set<Watcher> stale = new LinkedHashSet<>();
    private final Cache<Departure, Boolean> departures;

    /** Somebody who left a room. */
    private record Departure(String userId, String roomId) {}

    Watchers(PresenceProperties properties) {
        this.properties = properties;
        this.departures = Caffeine.newBuilder()
                .maximumSize(properties.people())
                .expireAfterWrite(properties.acquaintedFor().plus(MARGIN))
                .build();
    }

    void enter(String sessionId, Listener listener) {
        bySession.put(sessionId, new Watcher(listener, properties));
    }

    void leave(String sessionId) {
        var left = bySession.remove(sessionId);
        if (left != null) {
            forget(left);
            stale.remove(left);
        }
    }

    @Nullable
    Watcher of(String sessionId) {
        return bySession.get(sessionId);
    }

    /** What is shared without the rooms that one of both left since it was asked for. */
    Map<String, Set<String>> stillShared(Watcher watcher, Map<String, Set<String>> shared) {
        var still = new HashMap<String, Set<String>>();
        shared.forEach((userId, rooms) -> {
            rooms.removeIf(roomId -> left(userId, roomId) || left(watcher.listener().userId(), roomId));
            if (!rooms.isEmpty()) {
                still.put(userId, rooms);
            }
        });
        return still;
    }

    void watch(Watcher watcher, Map<String, Set<String>> allowed, Function<String, State> states, long now) {
        forget(watcher);
        watcher.watch(allowed, states, now + properties.batchPause().toNanos());
        allowed.keySet().forEach(userId -> byWatched.computeIfAbsent(userId, _ -> new HashSet<>()).add(watcher));
    }

    /** Somebody may be in another state. */
    void changed(String userId) {
        stale.addAll(byWatched.getOrDefault(userId, Set.of()));
    }

    /** Somebody is in a room no longer; nobody named: everybody. */
    void departed(@Nullable String userId, String roomId) {
        if (userId == null) {
            bySession.values().forEach(watcher -> lose(watcher, watcher.watched(), roomId));
            return;
        }
        departures.put(new Departure(userId, roomId), true);
        byWatched.getOrDefault(userId, Set.of()).forEach(watcher -> lose(watcher, Set.of(userId), roomId));
        bySession.values().stream()
                .filter(watcher -> watcher.listener().userId().equals(userId))
                .forEach(watcher -> lose(watcher, watcher.watched(), roomId));
    }

    /** Those whose turn it is to be told something. */
    List<Watcher> due(long now) {
        var due = new ArrayList<Watcher>();
        stale.removeIf(watcher -> !watcher.isQuiet(now) && due.add(watcher));
        return due;
    }

    private boolean left(String userId, String roomId) {
        return departures.getIfPresent(new Departure(userId, roomId)) != null;
    }

    private void lose(Watcher watcher, Set<String> userIds, String roomId) {
        for (var userId : userIds) {
            if (watcher.lose(userId, roomId)) {
                stale.add(watcher);
            }
        }
    }

    private void forget(Watcher watcher) {
        for (var userId : watcher.watched()) {
            byWatched.computeIfPresent(userId, (_, watchers) -> {
                watchers.remove(watcher);
                return watchers.isEmpty() ? null : watchers;
            });
        }
    }
}
