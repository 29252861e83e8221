package io.whispra.message.entry;

import java.time.Instant;

/**
 * One durable thing that happened in a room.
 *
 * @param id          room and seq: dense from 1
 * @param number      how many messages the room had with this entry
 * @param author      who appended it
 * @param clientId    made by the author, once per append, for ever
 * @param bodyHash    what was asked for under that clientId, so that a second meaning is noticed
 * @param at          when it was appended, UTC, whole milliseconds; never used for order
 * @param data        what it says
 * @param unpublished whether Kafka is not known to have it
 */
public record Entry(EntryId id, long number, Author author, String clientId, String bodyHash, Instant at,
        EntryData data, boolean unpublished) {

    public String roomId() {
        return id.roomId();
    }

    public long seq() {
        return id.seq();
    }

    public Kind kind() {
        return data.kind();
    }

    /**
     * Who appended.
     *
     * @param senderId the subject of the token: a person, or the service that appends for one
     * @param actor    the person
     */
    public record Author(String senderId, String actor) {

        public static Author person(String userId) {
            return new Author(userId, userId);
        }

        public boolean isPerson() {
            return senderId.equals(actor);
        }
    }
}
