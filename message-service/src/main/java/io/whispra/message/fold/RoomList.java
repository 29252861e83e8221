package io.whispra.message.fold;

import java.util.ArrayList;
import java.util.List;

import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one person.
 *
 * @param version 0 if it is not stored yet; each change adds one
 * @param rooms   those that the person is in
 * @param left    the latest departures, oldest first: an entry that was applied before a departure does not undo it
 */
record RoomList(String userId, long version, List<Joined> rooms, List<Left> left) {

    /** A room, the entry that began the membership, and the first that the person sees, if that is not the room's first. */
    record Joined(String roomId, long fromSeq, @Nullable Long since) {
        long historyFrom() {
            return since == null ? 1 : since;
        }
    }

    record Left(String roomId, long seq) {}

    static RoomList none(String userId) {
        return new RoomList(userId, 0, List.of(), List.of());
    }

    /** With one more entry of a room; of the same version if it changes nothing. */
    RoomList after(String roomId, Effect effect, int departures) {
        long seq = effect.seq();
        return switch (effect.change()) {
            case MemberAdded _ -> isKnown(roomId, seq) ? this : joined(new Joined(roomId, seq, effect.since()));
            case MemberRemoved _ -> hasLeft(roomId, seq) ? this : left(roomId, seq, departures);
            case MemberRoleChanged _ -> this;
        };
    }

    private boolean isKnown(String roomId, long seq) {
        return hasLeft(roomId, seq) || rooms.stream().anyMatch(room -> room.roomId().equals(roomId));
    }

    private boolean hasLeft(String roomId, long seq) {
        return left.stream().anyMatch(room -> room.roomId().equals(roomId) && room.seq() >= seq);
    }

    private RoomList joined(Joined room) {
        var now = new ArrayList<>(rooms);
        now.add(room);
        return new RoomList(userId, version + 1, now, left);
    }

    private RoomList left(String roomId, long seq, int departures) {
        var now = rooms.stream().filter(room -> !room.roomId().equals(roomId) || room.fromSeq() > seq).toList();
        var gone = new ArrayList<>(left.stream().filter(room -> !room.roomId().equals(roomId)).toList());
        gone.add(new Left(roomId, seq));
        return new RoomList(userId, version + 1, now, gone.subList(Math.max(0, gone.size() - departures), gone.size()));
    }
}
