package io.whispra.gateway.hub;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.TreeMap;

/** The last entries that came in, of all rooms, whoever listened: for those who are just joining. */
final class Recent {

    private final int maxEntries;
    private final long maxBytes;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    private volatile long position;

    Recent(HubProperties properties) {
        this.maxEntries = properties.recentEntries();
        this.maxBytes = properties.recentBytes().toBytes();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, any may read
    void add(Entry entry) {
        entries.addLast(entry);
        bytes += entry.size();
        while (entries.size() > maxEntries || bytes > maxBytes) {
            bytes -= entries.removeFirst().size();
        }
        position++;
    }

    /** How many entries came in so far. May be read by any thread. */
    long position() {
        return position;
    }

    boolean reachesBackTo(long earlier) {
        return position - earlier <= entries.size();
    }

    /** What came in for a room after that position, with a seq above `seq`: each once, in order. */
    Collection<Entry> since(long earlier, String roomId, long seq) {
        var found = new TreeMap<Long, Entry>();
        var newestFirst = entries.descendingIterator();
        for (var left = position - earlier; left > 0 && newestFirst.hasNext(); left--) {
            var entry = newestFirst.next();
            if (entry.seq() > seq && entry.roomId().equals(roomId)) {
                found.put(entry.seq(), entry);
            }
        }
        return found.values();
    }
}
