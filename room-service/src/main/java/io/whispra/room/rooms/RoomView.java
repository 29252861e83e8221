package io.whispra.room.rooms;

import java.time.Instant;
import java.util.List;

import io.whispra.room.aggregate.Head;
import io.whispra.room.aggregate.History;
import io.whispra.room.aggregate.Role;
import io.whispra.room.aggregate.RoomType;
import io.whispra.room.membership.Seat;
import org.jspecify.annotations.Nullable;

/**
 * A room as one of its people sees it.
 *
 * @param history      what newcomers see; absent for a private room
 * @param role         the caller's
 * @param head         the end of its log, absent until it is known
 * @param lastReadSeq  how far the caller has read
 * @param unread       how many messages came after that
 * @param mentions     how many of those speak to the caller, 0 to 100
 * @param muted        whether the caller wants to hear nothing of it
 * @param archived     whether the caller put it away, and no message came since
 * @param participants both people of a private room; absent for a group
 */
record RoomView(String id, @Nullable String name, @Nullable String description, @Nullable String avatarUrl,
        RoomType type, @Nullable History history, Instant createdAt, int memberCount, Role role, @Nullable Head head,
        @Nullable Long lastReadSeq, long unread, int mentions, boolean muted, boolean archived,
        @Nullable List<String> participants) {

    static RoomView of(Seat seat) {
        var room = seat.room();
        var settings = room.settings();
        var isGroup = room.type() == RoomType.GROUP;
        return new RoomView(room.id(), room.name(), settings.description(), settings.avatarUrl(), room.type(),
                isGroup ? settings.history() : null, room.createdAt(), room.memberCount(), seat.role(), seat.head(),
                seat.participant().lastReadSeq(), seat.unread(), seat.mentions(),
                seat.participant().isMuted(), seat.isArchived(),
                isGroup ? null : room.pair());
    }
}
