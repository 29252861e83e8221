package io.whispra.message.entry;

import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.entry.EntryData.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * What a message that answers another shows of that one, as it is when it is read. It is stored nowhere: a copy would outlive a
 * delete.
 *
 * @param seq     of the message that is answered
 * @param actor   who sent it
 * @param excerpt what it says now, at most {@value #LONGEST} code points; absent if it says nothing
 * @param deleted whether it was deleted
 */
public record Quote(long seq, String actor, MessageType type, @Nullable String excerpt, boolean deleted) {

    private static final int LONGEST = 140;

    /** Of a message. */
    public static Quote of(Entry entry) {
        if (!(entry.current() instanceof Message message)) {
            throw new IllegalArgumentException("A message is quoted, not a " + entry.kind().wire());
        }
        return new Quote(entry.seq(), entry.author().actor(), message.type(), excerpt(message.content()),
                entry.now().isDeleted());
    }

    private static @Nullable String excerpt(@Nullable String content) {
        return content == null || content.codePointCount(0, content.length()) <= LONGEST
                ? content
                : content.substring(0, content.offsetByCodePoints(0, LONGEST));
    }
}
