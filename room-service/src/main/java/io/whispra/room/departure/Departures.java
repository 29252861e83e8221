package io.whispra.room.departure;

import java.util.Optional;

import io.whispra.room.aggregate.Command;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.Rooms;
import io.whispra.room.membership.Memberships;
import io.whispra.room.membership.Participant;
import io.whispra.room.membership.UserRooms;
import io.whispra.room.pending.Changes;
import io.whispra.room.problem.ProblemType;
import io.whispra.room.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets people whose account is gone leave their groups. Where they were the only admin, the member with the longest-standing account becomes
 * one. A private room stays as it is: there the other person reads on. Doing it again changes nothing.
 */
@Component
class Departures {

    private static final int HEIRS = 2;

    private final UserRooms userRooms;
    private final Rooms rooms;
    private final Memberships memberships;
    private final Changes changes;

    Departures(UserRooms userRooms, Rooms rooms, Memberships memberships, Changes changes) {
        this.userRooms = userRooms;
        this.rooms = rooms;
        this.memberships = memberships;
        this.changes = changes;
    }

    /** Completes when the log of each group has it. Fails if one of them does not take it: then all of it must be done again. */
    Mono<Void> of(String userId) {
        return userRooms.of(userId)
                .flatMapIterable(ids -> ids)
                .concatMap(roomId -> rooms.find(roomId).flatMap(room -> leave(room, userId)))
                .then();
    }

    private Mono<Void> leave(Room room, String userId) {
        return heir(room, userId)
                .flatMap(heir -> changes.make(room.id(), userId, new Command.Depart(heir)))
                .then()
                // They are not in it any more.
                .onErrorComplete(e -> e instanceof Refusal refusal && refusal.type() == ProblemType.ROOM_NOT_FOUND);
    }

    /** Ids begin with the time at which the account was opened. */
    private Mono<Optional<String>> heir(Room room, String userId) {
        return memberships.page(room, "", HEIRS)
                .map(Participant::userId)
                .filter(other -> !other.equals(userId))
                .next()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }
}
