package io.whispra.gateway.upstream;

import java.util.List;

import io.whispra.gateway.hub.Entry;

/**
 * A part of a room's log.
 *
 * @param entries in order
 * @param headSeq seq of the last entry of the log
 * @param hasMore whether there are more in the direction that was read
 */
public record EntryPage(List<Entry> entries, long headSeq, boolean hasMore) {

    public EntryPage {
        entries = List.copyOf(entries);
    }
}
