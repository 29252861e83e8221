package io.whispra.gateway.presence;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.upstream.MessageService;
import io.whispra.gateway.upstream.UserRooms;
import reactor.core.publisher.Mono;

/** Which rooms people are in, remembered for a while: whoever is looked at is looked at by many. */
final class Acquaintances {

    private final MessageService messages;
    private final PresenceProperties properties;
    private final AsyncCache<String, Set<String>> rooms;
    private final AtomicInteger asking = new AtomicInteger();

    Acquaintances(MessageService messages, PresenceProperties properties) {
        this.messages = messages;
        this.properties = properties;
        this.rooms = Caffeine.newBuilder()
                .maximumWeight(properties.acquainted())
                .weigher((String _, Set<String> ids) -> 1 + ids.size())
                .expireAfterWrite(properties.acquaintedFor())
                .buildAsync();
    }

    /** The rooms of a person. Error: not known now. */
    Mono<Set<String>> rooms(String userId) {
        return Mono.fromFuture(() -> rooms.get(userId, (id, _) -> asked(id).toFuture()), true);
    }

    private Mono<Set<String>> asked(String userId) {
        return Mono.defer(() -> {
            if (asking.incrementAndGet() > properties.asking()) {
                return Mono.error(Refusal.unavailable("Too many people are looked at at once.",
                        properties.watchPause()));
            }
            return messages.rooms(userId);
        }).doFinally(_ -> asking.decrementAndGet()).map(Acquaintances::ids);
    }

    private static Set<String> ids(UserRooms known) {
        return known.rooms().stream().map(UserRooms.Head::roomId).collect(Collectors.toUnmodifiableSet());
    }
}
