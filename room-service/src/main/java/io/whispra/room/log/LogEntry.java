package io.whispra.room.log;

import java.time.Instant;

import io.whispra.room.aggregate.Ids;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static java.util.Objects.requireNonNull;

/**
 * An entry of a room's log as it travels, as far as this service reads it; the message service's contract has the rest.
 *
 * @param seq       from 1, without holes
 * @param number    how many messages there are up to this entry
 * @param kind      may be one that this version does not know
 * @param actor     the person who caused it
 * @param deletedAt of a message that was deleted since: it says nothing any more
 */
public record LogEntry(String roomId, long seq, long number, String kind, Instant at, String actor, JsonNode data,
        @Nullable Instant deletedAt) {

    public LogEntry {
        requireNonNull(at, "at");
        requireNonNull(data, "data");
        if (!Ids.isId(roomId) || !Ids.isId(actor) || seq < 1 || number < 0 || number > seq || kind.isBlank()) {
            throw new IllegalArgumentException("not an entry of a room log");
        }
    }

    public boolean isMessage() {
        return kind.equals("message");
    }
}
