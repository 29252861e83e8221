package io.whispra.room.rooms;

import io.whispra.room.aggregate.Command;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.RoomLimits;
import io.whispra.room.aggregate.Rules;
import io.whispra.room.avatar.Avatars;
import io.whispra.room.membership.Memberships;
import io.whispra.room.membership.Seat;
import io.whispra.room.pending.Changes;
import io.whispra.room.security.Caller;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What admins do to a group as a whole. Who may not learns nothing about what they sent. */
@Component
class Upkeep {

    private final Memberships memberships;
    private final Changes changes;
    private final Avatars avatars;
    private final RoomLimits limits;

    Upkeep(Memberships memberships, Changes changes, Avatars avatars, RoomLimits limits) {
        this.memberships = memberships;
        this.changes = changes;
        this.avatars = avatars;
        this.limits = limits;
    }

    /** One change of all that is new; none if nothing is. The picture is made sure of first, for only that can fail for no fault of the caller's. */
    Mono<Void> update(Caller caller, String roomId, NewSettings body) {
        return memberships.seat(roomId, caller.id())
                .map(Seat::room)
                .doOnNext(room -> Rules.requireAdmin(room, caller.id()))
                .flatMap(room -> Mono.fromSupplier(() -> body.accept(limits))
                        .delayUntil(update -> claim(caller, room, update)))
                .flatMap(update -> changes.make(roomId, caller.id(), update))
                .then();
    }

    /** Ends the group for everybody. */
    Mono<Void> delete(Caller caller, String roomId) {
        return changes.make(roomId, caller.id(), new Command.Delete()).then();
    }

    private Mono<Void> claim(Caller caller, Room room, Command.Update update) {
        var avatarId = update.avatarId();
        return avatarId == null || avatarId.isEmpty() || avatarId.equals(room.settings().avatarId())
                ? Mono.empty()
                : avatars.claim(caller, room.id(), avatarId);
    }
}
