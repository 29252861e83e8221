package io.whispra.room.membership;

import io.whispra.room.aggregate.Role;
import io.whispra.room.aggregate.Room;

/** Somebody's place in a room that they are in. */
public record Seat(Room room, Participant participant) {

    public Role role() {
        return room.roleOf(participant.userId());
    }

    /** How many messages came after what they have read, as far as the room's head is known. */
    public long unread() {
        return Math.max(0, room.number() - participant.readNumber());
    }
}
