package io.whispra.room.participant;

import io.whispra.room.account.Accounts;
import io.whispra.room.aggregate.Command;
import io.whispra.room.aggregate.Ids;
import io.whispra.room.aggregate.Role;
import io.whispra.room.aggregate.Rules;
import io.whispra.room.membership.Memberships;
import io.whispra.room.membership.UserRooms;
import io.whispra.room.participant.ParticipantController.NewParticipant;
import io.whispra.room.pending.Changes;
import io.whispra.room.problem.Refusal;
import io.whispra.room.security.Caller;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes who is in a room and what they may do. */
@Component
class Roster {

    private final Memberships memberships;
    private final Accounts accounts;
    private final UserRooms userRooms;
    private final Changes changes;

    Roster(Memberships memberships, Accounts accounts, UserRooms userRooms, Changes changes) {
        this.memberships = memberships;
        this.accounts = accounts;
        this.userRooms = userRooms;
        this.changes = changes;
    }

    /** True if they were not in it. Who may not add learns nothing about whom they named. */
    Mono<Boolean> add(String roomId, Caller caller, NewParticipant body) {
        var actor = caller.id();
        var role = body.role() == null ? Role.MEMBER : body.role();
        return memberships.seat(roomId, actor)
                .doOnNext(seat -> Rules.requireAdmin(seat.room(), actor))
                .map(_ -> accepted(body))
                .flatMap(userId -> accounts.require(userId, caller)
                        .then(userRooms.of(userId))
                        .map(rooms -> new Command.Add(userId, role, rooms.size())))
                .flatMap(add -> changes.make(roomId, actor, add));
    }

    Mono<Boolean> setRole(String roomId, String actor, String userId, Role role) {
        return changes.make(roomId, actor, new Command.SetRole(userId, role));
    }

    Mono<Void> remove(String roomId, String actor, String userId) {
        return changes.make(roomId, actor, new Command.Remove(userId)).then();
    }

    private static String accepted(NewParticipant body) {
        var userId = body.userId();
        if (userId == null || !Ids.isId(userId)) {
            throw Refusal.field("/userId", "invalid", "The participant is given by their id.");
        }
        return userId;
    }
}
