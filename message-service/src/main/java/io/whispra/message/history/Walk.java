package io.whispra.message.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.fold.View;

/** Collects entries of a room from a seq on, forward or backward, by ids that are computed. */
final class Walk {

    /** Where little of what is read is wanted, so many are read at least. */
    private static final int LEAST = 100;

    private final String roomId;
    private final boolean forward;
    private final long end;
    private final int limit;
    private final Predicate<Entry> wanted;
    private final List<Entry> collected = new ArrayList<>();
    private long at;
    private int left;

    private Walk(View view, boolean forward, long at, int limit, Limits limits) {
        this.roomId = view.roomId();
        this.forward = forward;
        this.at = at;
        this.end = forward ? view.seq() : view.firstSeq();
        this.limit = limit;
        this.wanted = limits.wanted();
        this.left = limits.scan();
    }

    /** What is collected, and how many entries are looked at for it. */
    record Limits(Predicate<Entry> wanted, int scan) {}

    /** From the exclusive bound to the head. */
    static Walk after(View view, long bound, int limit, Limits limits) {
        return new Walk(view, true, Math.max(bound + 1, view.firstSeq()), limit, limits);
    }

    /** From the exclusive bound to the oldest. */
    static Walk before(View view, long bound, int limit, Limits limits) {
        return new Walk(view, false, Math.min(bound - 1, view.seq()), limit, limits);
    }

    /** The entries to read next; none if the walk is over. */
    List<EntryId> ids() {
        int missing = limit - collected.size();
        if (missing <= 0 || left <= 0 || !hasMore()) {
            return List.of();
        }
        long least = collected.isEmpty() && missing == limit ? missing : Math.max(missing, LEAST);
        long count = Math.min(Math.min(least, left), forward ? end - at + 1 : at - end + 1);
        long first = forward ? at : at - count + 1;
        return LongStream.range(first, first + count).mapToObj(seq -> new EntryId(roomId, seq)).toList();
    }

    /** Takes the entries of {@link #ids()}, by seq. */
    void take(List<Entry> found) {
        for (var entry : forward ? found : found.reversed()) {
            if (collected.size() == limit) {
                return;
            }
            if (wanted.test(entry)) {
                collected.add(entry);
            }
            at = forward ? entry.seq() + 1 : entry.seq() - 1;
            left--;
        }
    }

    /** Whether there is anything beyond what was looked at. */
    boolean hasMore() {
        return forward ? at <= end : at >= end;
    }

    /** The exclusive bound from which to go on. */
    long next() {
        return forward ? at - 1 : at + 1;
    }

    /** What was collected, by seq. */
    List<Entry> entries() {
        return collected.stream().sorted(Comparator.comparingLong(Entry::seq)).toList();
    }
}
