package io.whispra.gateway.hub;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The listeners of each user. Used by all loops. */
final class Users {

    private final ConcurrentHashMap<String, List<Listener>> listeners = new ConcurrentHashMap<>();

    void add(Listener listener) {
        listeners.merge(listener.userId(), List.of(listener),
                (known, added) -> Stream.concat(known.stream(), added.stream()).toList());
    }

    void remove(Listener listener) {
        listeners.computeIfPresent(listener.userId(), (_, known) -> {
            var left = known.stream().filter(other -> other != listener).toList();
            return left.isEmpty() ? null : left;
        });
    }

    List<Listener> of(String userId) {
        return listeners.getOrDefault(userId, List.of());
    }

    Stream<Listener> all() {
        return listeners.values().stream().flatMap(List::stream);
    }
}
