package io.whispra.room.aggregate;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * The end of a room's log, as far as the log topic has told it.
 *
 * @param seq        of the last entry, from 1
 * @param number     how many messages there are up to it
 * @param at         when the last entry was appended: the room's last activity
 * @param preview    the beginning of the last message as it reads now, or its type if it has no text; absent before the first message,
 *                   and when the last one was deleted
 * @param previewSeq of that message
 */
public record Head(long seq, long number, Instant at, @Nullable String preview,
        @JsonIgnore @Nullable Long previewSeq) {

    /** The same for somebody who may not see that message. */
    public Head withoutPreview() {
        return new Head(seq, number, at, null, null);
    }
}
