package io.whispra.message.fold;

import io.whispra.message.entry.EntryData.MemberChange;
import org.jspecify.annotations.Nullable;

/**
 * What an entry does to one person.
 *
 * @param seq    of the entry
 * @param change what it does
 * @param since  the first entry that the person sees whom this one brings in; absent if that is the room's first
 */
record Effect(long seq, MemberChange change, @Nullable Long since) {

    /** In a room with the given setting. */
    static Effect of(long seq, MemberChange change, Setting setting) {
        long from = setting.historyFrom(seq);
        return new Effect(seq, change, from > 1 ? Long.valueOf(from) : null);
    }
}
