package io.whispra.room.membership;

import io.whispra.room.aggregate.Head;
import io.whispra.room.aggregate.Role;
import io.whispra.room.aggregate.Room;
import org.jspecify.annotations.Nullable;

/** Somebody's place in a room that they are in. */
public record Seat(Room room, Participant participant) {

    public Role role() {
        return room.roleOf(participant.userId());
    }

    /** The room's head, without the preview of what was before them if they do not see that. */
    public @Nullable Head head() {
        var head = room.head();
        return head == null || head.preview() == null || participant.sees(head.previewSeq())
                ? head
                : head.withoutPreview();
    }

    /** How many messages came after what they have read, as far as the room's head is known. */
    public long unread() {
        return Math.max(0, room.number() - participant.readNumber());
    }

    /** How many messages that they have not read speak to them. */
    public int mentions() {
        return participant.unreadMentions();
    }

    /** Whether they put the room away. */
    public boolean isArchived() {
        return participant.isArchived(room.number());
    }
}
