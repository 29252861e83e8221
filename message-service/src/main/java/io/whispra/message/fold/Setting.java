package io.whispra.message.fold;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.History;
import io.whispra.message.entry.EntryData.MemberChange;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.entry.EntryData.MessageChange;
import io.whispra.message.entry.EntryData.RoomCreated;
import io.whispra.message.entry.EntryData.RoomDeleted;
import io.whispra.message.entry.EntryData.RoomUpdated;
import org.jspecify.annotations.Nullable;

/**
 * What newcomers see of a room, at some point of its log.
 *
 * @param seq     of the entry that said so; 0 if none did
 * @param history what they see
 */
public record Setting(long seq, History history) {

    /** Of a room whose log says nothing of it. */
    static final Setting NONE = new Setting(0, History.SHARED);

    /** After one more entry. */
    public Setting after(Entry entry) {
        var next = said(entry);
        return next == null ? this : new Setting(entry.seq(), next);
    }

    /** The first entry that a person sees who comes in by the one with the given seq. */
    public long historyFrom(long seq) {
        return switch (history) {
            case SHARED -> 1;
            case JOINED -> seq;
        };
    }

    private static @Nullable History said(Entry entry) {
        return switch (entry.data()) {
            case RoomCreated created -> created.history();
            case RoomUpdated updated -> updated.history();
            case RoomDeleted _,MemberChange _,Message _,MessageChange _ -> null;
        };
    }
}
