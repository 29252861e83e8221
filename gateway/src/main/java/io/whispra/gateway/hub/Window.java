package io.whispra.gateway.hub;

import java.util.List;

/**
 * Entries that the hub remembers of a room.
 *
 * @param entries consecutive, in order
 * @param headSeq the last seq that was delivered
 * @param hasMore whether the hub remembers later ones than these
 */
public record Window(List<Entry> entries, long headSeq, boolean hasMore) {

    public Window {
        entries = List.copyOf(entries);
    }
}
