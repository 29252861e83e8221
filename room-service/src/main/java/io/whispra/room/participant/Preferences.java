package io.whispra.room.participant;

import io.whispra.room.membership.Memberships;
import io.whispra.room.membership.Participants;
import io.whispra.room.membership.Seat;
import io.whispra.room.signal.Signal;
import io.whispra.room.signal.Signals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How people want to have their rooms. Nobody else sees it, and the room's log does not know. */
@Component
class Preferences {

    private final Memberships memberships;
    private final Participants participants;
    private final Signals signals;

    Preferences(Memberships memberships, Participants participants, Signals signals) {
        this.memberships = memberships;
        this.participants = participants;
        this.signals = signals;
    }

    /** What is absent stays as it is now: a room that is put away does not come back because it is heard again. */
    Mono<Void> change(String roomId, String userId, Wanted wanted) {
        return memberships.seat(roomId, userId)
                .flatMap(before -> participants
                        .prefer(roomId, userId, wanted.muted(before), wanted.archivedNumber(before))
                        .then(Mono.defer(() -> memberships.seat(roomId, userId)))
                        .doOnNext(after -> tell(before, after)))
                .then();
    }

    private void tell(Seat before, Seat after) {
        var now = signal(after);
        if (!now.equals(signal(before))) {
            signals.send(now);
        }
    }

    private static Signal signal(Seat seat) {
        var participant = seat.participant();
        return new Signal.Settings(seat.room().id(), participant.userId(), participant.isMuted(), seat.isArchived());
    }

    /** The body; what is absent stays. */
    record Wanted(@Nullable Boolean muted, @Nullable Boolean archived) {

        private boolean muted(Seat seat) {
            return muted == null ? seat.participant().isMuted() : muted;
        }

        /** The head may be behind what the person has seen. */
        private @Nullable Long archivedNumber(Seat seat) {
            var away = archived == null ? seat.isArchived() : archived;
            return away ? Long.valueOf(Math.max(seat.room().number(), seat.participant().readNumber())) : null;
        }
    }
}
