package io.whispra.gateway.upstream;

import java.util.List;

import io.whispra.gateway.hub.Membership;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of a user, all of one moment.
 *
 * @param epoch names the database that answered: another one was restored from a backup
 * @param rooms in no promised order
 */
public record UserRooms(String epoch, List<Head> rooms) {

    public UserRooms {
        rooms = List.copyOf(rooms);
    }

    /**
     * Where a room's log ends.
     *
     * @param roomId  the room
     * @param headSeq seq of its last entry
     * @param number  number of its last message
     * @param fromSeq seq of the entry that made the user a member
     * @param historyFrom seq of the first entry that the user may see; all, where it is not said
     */
    public record Head(String roomId, long headSeq, long number, long fromSeq, @Nullable Long historyFrom) {

        public Membership membership() {
            return new Membership(roomId, fromSeq, headSeq, firstSeq());
        }

        /** Seq of the first entry that the user may see. */
        public long firstSeq() {
            return historyFrom == null ? 1 : historyFrom;
        }
    }
}
