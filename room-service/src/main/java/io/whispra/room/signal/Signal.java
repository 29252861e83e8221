package io.whispra.room.signal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The value of a record of the topic of signals; `contracts/room-signal.schema.json` is its contract. */
public sealed interface Signal {

    String roomId();

    /** Whose it is. */
    String userId();

    @JsonIgnore
    String type();

    /**
     * Somebody's marker moved.
     *
     * @param seq      to this entry
     * @param number   how many messages there were up to it
     * @param unread   how many came after it
     * @param mentions how many of those speak to them
     * @param shared   whether the others in the room may see it
     */
    @JsonPropertyOrder({"roomId", "userId", "seq", "number", "unread", "mentions", "shared"})
    record Read(String roomId, String userId, long seq, long number, long unread, int mentions, boolean shared)
            implements
                Signal {
        @Override
        public String type() {
            return "read";
        }
    }

    /** Somebody wants to have a room otherwise; for their own devices. */
    @JsonPropertyOrder({"roomId", "userId", "muted", "archived"})
    record Settings(String roomId, String userId, boolean muted, boolean archived) implements Signal {
        @Override
        public String type() {
            return "settings";
        }
    }
}
