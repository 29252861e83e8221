package io.whispra.room.participant;

import java.time.Instant;
import java.util.List;

import io.whispra.room.aggregate.Role;
import io.whispra.room.aggregate.Room;
import io.whispra.room.membership.Participant;
import org.jspecify.annotations.Nullable;

/** Somebody in a room, as the others see them. */
record ParticipantView(String userId, Role role, Instant joinedAt) {

    static ParticipantView of(Room room, Participant participant) {
        return new ParticipantView(participant.userId(), room.roleOf(participant.userId()), participant.joinedAt());
    }

    /** A page of them, by user id, and the cursor of the next one. */
    record Page(List<ParticipantView> participants, @Nullable String next) {}
}
