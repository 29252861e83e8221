package io.whispra.message.fold;

import java.util.List;
import java.util.stream.LongStream;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;

/**
 * What an instance knows of a room: everything up to one entry. It may be behind the log, never wrong about it.
 *
 * @param generation      which reading from the store this view grew from; memberships are remembered under it
 * @param seq             of the last applied entry; 0 if there is no such room
 * @param number          of that entry
 * @param firstSeq        of the oldest entry that is kept
 * @param watermark       up to where the store says that the room is applied
 * @param unpublishedFrom seq of the first entry of somebody else that Kafka was not known to have when it was read, or 0
 * @param setting         what those see who come next
 */
public record View(String roomId, long generation, long seq, long number, long firstSeq, long watermark,
        long unpublishedFrom, Setting setting) {

    /** Of a room of which nothing is known. */
    static View none(String roomId, long generation) {
        return new View(roomId, generation, 0, 0, 1, 0, 0, Setting.NONE);
    }

    public boolean exists() {
        return seq > 0;
    }

    /** The id of the entry that would prove this view to be behind. */
    public EntryId next() {
        return new EntryId(roomId, seq + 1);
    }

    /** The ids from a seq to another, both inclusive. */
    public List<EntryId> ids(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(at -> new EntryId(roomId, at)).toList();
    }

    /** After more entries; `own` ones, and all before them, are published by this instance. */
    View after(List<Entry> entries, boolean own) {
        if (entries.isEmpty()) {
            return this;
        }
        var last = entries.getLast();
        var next = setting;
        for (var entry : entries) {
            next = next.after(entry);
        }
        return new View(roomId, generation, last.seq(), last.number(), firstSeq, watermark,
                own ? 0 : firstUnpublished(entries), next);
    }

    /** What somebody has of it to whom there is nothing before the given seq. */
    View from(long historyFrom) {
        return historyFrom <= firstSeq
                ? this
                : new View(roomId, generation, seq, number, historyFrom, watermark, unpublishedFrom, setting);
    }

    View withWatermark(long appliedSeq) {
        return new View(roomId, generation, seq, number, firstSeq, appliedSeq, unpublishedFrom, setting);
    }

    /** All up to `publishedSeq` is with the publisher. */
    View publishedUpTo(long publishedSeq) {
        long from = seq > publishedSeq && unpublishedFrom > 0 ? Math.max(unpublishedFrom, publishedSeq + 1) : 0;
        return new View(roomId, generation, seq, number, firstSeq, watermark, from, setting);
    }

    private long firstUnpublished(List<Entry> entries) {
        return unpublishedFrom > 0
                ? unpublishedFrom
                : entries.stream().filter(Entry::unpublished).mapToLong(Entry::seq).findFirst().orElse(0);
    }
}
