package io.whispra.gateway.hub;

import io.whispra.gateway.socket.Event;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a room's log. It holds the one event that every receiver shares.
 *
 * @param roomId  whose log
 * @param seq     its place there, from 1, without holes
 * @param kind    what happened, as `ce_type` says
 * @param subject the user that it happened to; only for kinds that begin with `member.`
 * @param event   `room.event` with the entry as it travels
 */
public record Entry(String roomId, long seq, String kind, @Nullable String subject, Event event) {

    private static final String ROOM_EVENT = "room.event";
    private static final String ADDED = "member.added";
    private static final String REMOVED = "member.removed";
    private static final String ENDED = "room.deleted";

    /** An entry and its JSON (UTF-8), which is not copied and must not change. */
    public static Entry of(String roomId, long seq, String kind, @Nullable String subject, byte[] json) {
        return new Entry(roomId, seq, kind, subject, Event.of(ROOM_EVENT, json));
    }

    boolean adds() {
        return kind.equals(ADDED) && subject != null;
    }

    /** Whether this removes somebody. */
    boolean removes() {
        return kind.equals(ENDED) || (kind.equals(REMOVED) && subject != null);
    }

    /** Whether this removes a user. */
    boolean removes(String userId) {
        return kind.equals(ENDED) || (kind.equals(REMOVED) && userId.equals(subject));
    }

    int size() {
        return event.json().length;
    }
}
