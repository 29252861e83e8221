package io.whispra.media.attachment;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What an entry of a room's log says of attachments. */
public sealed interface Use {
    String roomId();

    /** A message has them. */
    record Shown(String roomId, long seq, String messageId, List<String> ids) implements Use {
        public Shown {
            ids = List.copyOf(ids);
        }
    }

    /** A message that was deleted before the log was told of it: what it had is not in the entry. */
    record Withdrawn(String roomId, String messageId) implements Use {}

    /** A message is deleted. */
    record Deleted(String roomId, long seq) implements Use {}

    /**
     * The room has this picture.
     *
     * @param seq of the entry
     * @param at when it was appended
     * @param id absent: it has none any more
     */
    record Pictured(String roomId, long seq, Instant at, @Nullable String id) implements Use {}

    /** The room is gone, with all that was said there. */
    record Closed(String roomId) implements Use {}
}
