package io.whispra.gateway.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts the entries of one room in order. Only the next one passes; lower ones are dropped, higher ones are held until those before them came.
 * What doesn't fit is not held: it is known to be missing, and is fetched with the gap.
 */
final class Order {

    private final int maxHeld;
    private final long maxBytes;
    private final TreeMap<Long, Entry> held = new TreeMap<>();
    private long heldBytes;
    private long cursor;
    private long seen;

    /** An order in which `cursor` was the last to pass. */
    Order(long cursor, HubProperties properties) {
        this.cursor = cursor;
        this.seen = cursor;
        this.maxHeld = properties.held();
        this.maxBytes = properties.heldBytes().toBytes();
    }

    /** Takes an entry in, and returns those whose turn has come. */
    List<Entry> offer(Entry entry) {
        if (entry.seq() <= cursor) {
            return List.of();
        }
        seen = Math.max(seen, entry.seq());
        if (entry.seq() > cursor + 1) {
            hold(entry);
            return List.of();
        }
        return due(entry);
    }

    /** The last that passed. */
    long cursor() {
        return cursor;
    }

    /** The last that is known to exist. */
    long seen() {
        return seen;
    }

    boolean isBehind() {
        return seen > cursor;
    }

    /** What waits, in order. */
    List<Entry> held() {
        return List.copyOf(held.values());
    }

    /** Believes no longer in entries after `head` up to `last`: the log does not have them. */
    void forget(long head, long last) {
        var unknown = held.subMap(head, false, last, true);
        heldBytes -= unknown.values().stream().mapToLong(Entry::size).sum();
        unknown.clear();
        if (seen <= last) {
            seen = Math.max(cursor, Math.min(seen, head));
        }
    }

    private List<Entry> due(Entry next) {
        cursor = next.seq();
        if (held.isEmpty()) {
            return List.of(next);
        }
        var due = new ArrayList<Entry>();
        due.add(next);
        while (!held.isEmpty() && held.firstKey() == cursor + 1) {
            var entry = held.pollFirstEntry().getValue();
            heldBytes -= entry.size();
            cursor = entry.seq();
            due.add(entry);
        }
        return due;
    }

    private void hold(Entry entry) {
        if (held.containsKey(entry.seq())) {
            return;
        }
        held.put(entry.seq(), entry);
        heldBytes += entry.size();
        while (held.size() > maxHeld || heldBytes > maxBytes) {
            heldBytes -= held.pollLastEntry().getValue().size();
        }
    }
}
