package io.whispra.room.pending;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.whispra.room.aggregate.Command;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.RoomLimits;
import io.whispra.room.aggregate.Rooms;
import io.whispra.room.aggregate.Rules;
import io.whispra.room.membership.Memberships;
import io.whispra.room.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Changes rooms: judges a command on one version, replaces that version, and answers when the log has it. */
@Component
public class Changes {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Rooms rooms;
    private final Memberships memberships;
    private final Drain drain;
    private final RoomLimits limits;
    private final Rules rules;

    Changes(Rooms rooms, Memberships memberships, Drain drain, RoomLimits limits) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.drain = drain;
        this.limits = limits;
        this.rules = new Rules(limits);
    }

    /**
     * Does what the actor wants, or finds it done. True if it changed the room. Refuses with what {@link Rules} says; 503 if
     * others keep coming first or if the log does not take it in time: then the change stands, and the relay brings it there.
     */
    public Mono<Boolean> make(String roomId, String actor, Command command) {
        return Mono.defer(() -> attempt(roomId, actor, command))
                .retryWhen(Retry.backoff(limits.attempts() - 1L, SHORTEST_PAUSE)
                        .maxBackoff(limits.attemptPause())
                        .jitter(1)
                        .filter(VersionReplaced.class::isInstance)
                        .onRetryExhaustedThrow((_, _) -> Refusal.unavailable("Too many changes of this room at once.",
                                TRY_AGAIN)))
                .flatMap(made -> drain.upTo(roomId, made.version()).thenReturn(made.changed()));
    }

    private Mono<Made> attempt(String roomId, String actor, Command command) {
        return rooms.find(roomId)
                .switchIfEmpty(Mono.error(Rules::roomNotFound))
                .flatMap(room -> memberships.in(room, concerned(actor, command))
                        .flatMap(members -> replace(room, rules.decide(room, members.keySet(), actor, command))));
    }

    private Mono<Made> replace(Room room, Room next) {
        if (next.version() == room.version()) {
            return Mono.just(new Made(room.version(), false));
        }
        return rooms.replace(next)
                .filter(replaced -> replaced)
                .map(_ -> new Made(next.version(), true))
                .switchIfEmpty(Mono.error(VersionReplaced::new));
    }

    private static Set<String> concerned(String actor, Command command) {
        var concerned = new HashSet<>(Set.of(actor));
        command.subject().ifPresent(concerned::add);
        return concerned;
    }

    private record Made(long version, boolean changed) {}

    /** Another change came first. */
    private static final class VersionReplaced extends RuntimeException {

        private static final long serialVersionUID = 1L;

        VersionReplaced() {
            super("the room has a newer version", null, false, false);
        }
    }
}
