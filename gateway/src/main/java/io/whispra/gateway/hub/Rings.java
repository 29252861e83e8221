package io.whispra.gateway.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The last delivered entries of each room that has listeners: for those who come back and were not away for long. */
final class Rings {

    private final int maxEntries;
    private final long maxBytes;
    private final LinkedHashMap<String, Deque<Entry>> rings = new LinkedHashMap<>();
    private long bytes;

    Rings(HubProperties properties) {
        this.maxEntries = properties.ringEntries();
        this.maxBytes = properties.ringBytes().toBytes();
    }

    /** Remembers an entry. Entries of one room come in order, without holes. */
    void add(Entry entry) {
        var ring = rings.remove(entry.roomId());
        if (ring == null) {
            ring = new ArrayDeque<>();
        }
        rings.put(entry.roomId(), ring);
        ring.addLast(entry);
        bytes += entry.size();
        if (ring.size() > maxEntries) {
            bytes -= ring.removeFirst().size();
        }
        while (bytes > maxBytes) {
            drop(rings.firstEntry().getKey());
        }
    }

    void drop(String roomId) {
        var ring = rings.remove(roomId);
        if (ring != null) {
            bytes -= ring.stream().mapToLong(Entry::size).sum();
        }
    }

    /** The entries that follow `seq`, or null when the ring does not know all of them or knows of none. */
    @Nullable
    Window after(String roomId, long seq, int limit) {
        var ring = rings.get(roomId);
        if (ring == null || ring.isEmpty() || ring.getFirst().seq() > seq + 1 || ring.getLast().seq() <= seq) {
            return null;
        }
        List<Entry> found = ring.stream().filter(entry -> entry.seq() > seq).limit(limit).toList();
        var head = ring.getLast().seq();
        return new Window(found, head, found.getLast().seq() < head);
    }
}
