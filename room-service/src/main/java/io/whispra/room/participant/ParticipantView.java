package io.whispra.room.participant;

import java.time.Instant;
import java.util.List;

import io.whispra.room.aggregate.Role;
import io.whispra.room.aggregate.Room;
import io.whispra.room.membership.Participant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a room, as one of its people sees them.
 *
 * @param lastReadSeq how far they have read; absent in a large room, and until it is known
 * @param muted       whether the caller, who is this one, wants to hear nothing of it; absent for others
 * @param archived    whether the caller put it away; absent for others
 */
record ParticipantView(String userId, Role role, Instant joinedAt, @Nullable Long lastReadSeq,
        @Nullable Boolean muted, @Nullable Boolean archived) {

    static ParticipantView of(Room room, Participant participant, String caller, boolean seenBy) {
        var own = participant.userId().equals(caller);
        return new ParticipantView(participant.userId(), room.roleOf(participant.userId()), participant.joinedAt(),
                seenBy ? participant.lastReadSeq() : null, own ? participant.isMuted() : null,
                own ? participant.isArchived(room.number()) : null);
    }

    /** A page of them, by user id, and the cursor of the next one. */
    record Page(List<ParticipantView> participants, @Nullable String next) {}
}
