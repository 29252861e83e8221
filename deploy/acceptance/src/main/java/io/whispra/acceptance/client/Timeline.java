package io.whispra.acceptance.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one client holds of one room, by the rules that clients follow: the next seq is applied, a lower one ignored, a higher one
 * held until what lies between has come.
 *
 * @param <E> what is kept of an entry
 */
public final class Timeline<E> {

    private final List<E> applied = new ArrayList<>();
    private final Map<Long, E> held = new TreeMap<>();
    private final long start;
    private long seq;
    private int repeats;

    /** Follows a room from the entry after the given one. */
    public Timeline(long start) {
        this.start = start;
        this.seq = start;
    }

    /** Takes an entry as it comes. */
    public synchronized void offer(long number, E entry) {
        if (number <= start) {
            return;
        }
        if (number <= seq || held.putIfAbsent(number, entry) != null) {
            repeats++;
            return;
        }
        for (var next = held.remove(seq + 1); next != null; next = held.remove(seq + 1)) {
            applied.add(next);
            seq++;
        }
    }

    /** The entry after which it began. */
    public long start() {
        return start;
    }

    /** The last entry that was applied. */
    public synchronized long seq() {
        return seq;
    }

    /** What was applied, in order, from the entry after the start on. */
    public synchronized List<E> applied() {
        return List.copyOf(applied);
    }

    /** How many wait for an earlier one. */
    public synchronized int held() {
        return held.size();
    }

    /** How many came again. */
    public synchronized int repeats() {
        return repeats;
    }
}
