package io.whispra.gateway.presence;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.hub.Listener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets connections watch people, those only with whom their user shares a room. */
public final class Watching {

    /** By so many shared rooms at most is somebody watched; when all of these are left, it ends. */
    private static final int ENOUGH = 8;
    private static final String ONESELF = "";

    private final Presence presence;
    private final Hub hub;
    private final Acquaintances acquaintances;
    private final PresenceProperties properties;

    Watching(Presence presence, Hub hub, Acquaintances acquaintances, PresenceProperties properties) {
        this.presence = presence;
        this.hub = hub;
        this.acquaintances = acquaintances;
        this.properties = properties;
    }

    private record Shared(String userId, Set<String> rooms) {}

    /** Watches these people and nobody else, and tells how they are; strangers are offline. Errors: a refusal. */
    public Mono<Map<String, State>> watch(String sessionId, Listener listener, List<String> userIds) {
        return presence.begin(sessionId)
                .flatMap(begun -> hub.roomsOf(listener)
                        .flatMap(rooms -> Flux.fromIterable(Set.copyOf(userIds))
                                .flatMap(userId -> shared(listener, rooms, userId), properties.questions())
                                .filter(shared -> !shared.rooms().isEmpty())
                                .collectMap(Shared::userId, Shared::rooms))
                        .flatMap(shared -> presence.watch(sessionId, begun, shared)))
                .map(states -> answer(userIds, states));
    }

    private Mono<Shared> shared(Listener listener, Set<String> rooms, String userId) {
        return userId.equals(listener.userId())
                ? Mono.just(new Shared(userId, new HashSet<>(Set.of(ONESELF))))
                : acquaintances.rooms(userId).map(theirs -> new Shared(userId, common(rooms, theirs)));
    }

    private static Set<String> common(Set<String> one, Set<String> other) {
        return one.size() < other.size() ? among(one, other) : among(other, one);
    }

    private static Set<String> among(Set<String> fewer, Set<String> more) {
        return fewer.stream().filter(more::contains).limit(ENOUGH).collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, State> answer(List<String> userIds, Map<String, State> states) {
        var answer = new LinkedHashMap<String, State>();
        userIds.forEach(userId -> answer.put(userId, states.getOrDefault(userId, State.OFFLINE)));
        return answer;
    }
}
