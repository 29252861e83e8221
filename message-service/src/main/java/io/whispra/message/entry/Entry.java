package io.whispra.message.entry;

import java.time.Instant;

import io.whispra.message.entry.EntryData.Message;
import org.jspecify.annotations.Nullable;

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
 * @param now         of a message, what the applied entries behind it made of it
 */
public record Entry(EntryId id, long number, Author author, String clientId, String bodyHash, Instant at,
        EntryData data, boolean unpublished, Now now) {

    /** As it is appended. */
    public Entry(EntryId id, long number, Author author, String clientId, String bodyHash, Instant at, EntryData data,
            boolean unpublished) {
        this(id, number, author, clientId, bodyHash, at, data, unpublished, Now.UNCHANGED);
    }

    public String roomId() {
        return id.roomId();
    }

    public long seq() {
        return id.seq();
    }

    public Kind kind() {
        return data.kind();
    }

    /** After one more entry that changes this message; unchanged by one that it has seen. */
    public Entry after(Entry change) {
        var next = now.after(change);
        return next.isDeleted() && data instanceof Message message
                ? new Entry(id, number, author, clientId, Now.NO_HASH, at, message.erased(), unpublished, next)
                : new Entry(id, number, author, clientId, bodyHash, at, data, unpublished, next);
    }

    /** The seq of the message that this one answers; null if it answers none, or is none. */
    public @Nullable Long replyTo() {
        return data instanceof Message message ? message.replyTo() : null;
    }

    /** What it says now. */
    public EntryData current() {
        return now.editedAt() != null && data instanceof Message message
                ? message.saying(now.content(), now.mentions())
                : data;
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
