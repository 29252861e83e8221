package io.whispra.message.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import io.whispra.message.entry.EntryData.Role;
import org.jspecify.annotations.Nullable;

/**
 * When a person was in a room. It tells for any seq up to the last applied entry whether the person was in it there, so
 * that one that knows more than the view on which something is decided is as good as one that knows as much.
 *
 * @param seq       of the last applied entry about this person; 0 if there is none
 * @param role      the last one
 * @param intervals from oldest to newest, only the last may be open
 */
public record Membership(String roomId, String userId, long seq, Role role, List<Interval> intervals) {

    /**
     * From the entry that began it up to, not including, the one that ended it.
     *
     * @param since the first entry that the person sees; absent if that is the room's first
     */
    public record Interval(long from, @Nullable Long to, @Nullable Long since) {
        boolean contains(long seq) {
            return from <= seq && (to == null || seq < to);
        }
    }

    public Membership {
        intervals = List.copyOf(intervals);
    }

    static Membership none(String roomId, String userId) {
        return new Membership(roomId, userId, 0, Role.MEMBER, List.of());
    }

    /** Whether the person is in the room at the entry with this seq. */
    public boolean contains(long seq) {
        return fromSeq(seq).isPresent();
    }

    /** Where the membership that lasts at the given seq began. */
    public OptionalLong fromSeq(long seq) {
        return intervals.stream().filter(interval -> interval.contains(seq)).mapToLong(Interval::from).findFirst();
    }

    /**
     * The first entry that the person sees who is in the room at the given seq.
     *
     * @throws java.util.NoSuchElementException if they are not
     */
    public long historyFrom(long seq) {
        var since = intervals.stream().filter(interval -> interval.contains(seq)).findFirst().orElseThrow().since();
        return since == null ? 1 : since;
    }

    /** With one more entry; one that was applied before changes nothing. */
    Membership after(Effect effect, int reunions) {
        long at = effect.seq();
        if (at <= seq) {
            return this;
        }
        return switch (effect.change()) {
            case MemberAdded added -> new Membership(roomId, userId, at, added.role(), opened(effect, reunions));
            case MemberRemoved _ -> new Membership(roomId, userId, at, role, closed(at));
            case MemberRoleChanged changed -> new Membership(roomId, userId, at, changed.role(), intervals);
        };
    }

    private boolean isOpen() {
        return !intervals.isEmpty() && intervals.getLast().to() == null;
    }

    private List<Interval> opened(Effect effect, int reunions) {
        if (isOpen()) {
            return intervals;
        }
        var all = new ArrayList<>(intervals);
        all.add(new Interval(effect.seq(), null, effect.since()));
        return all.subList(Math.max(0, all.size() - reunions), all.size());
    }

    private List<Interval> closed(long at) {
        if (!isOpen()) {
            return intervals;
        }
        var all = new ArrayList<>(intervals);
        var open = all.removeLast();
        all.add(new Interval(open.from(), at, open.since()));
        return all;
    }
}
