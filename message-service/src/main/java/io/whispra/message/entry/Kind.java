package io.whispra.message.entry;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The closed vocabulary of what can happen in a room, with the names under which it travels and is stored. */
public enum Kind {
    /** A message that a person sent: {@link EntryData.Message}. */
    MESSAGE("message"),
    /** The first entry of every room: {@link EntryData.RoomCreated}. */
    ROOM_CREATED("room.created"),
    /** {@link EntryData.RoomUpdated}. */
    ROOM_UPDATED("room.updated"),
    /** Ends everybody's membership: {@link EntryData.RoomDeleted}. */
    ROOM_DELETED("room.deleted"),
    /** Begins a membership: {@link EntryData.MemberAdded}. */
    MEMBER_ADDED("member.added"),
    /** Ends a membership: {@link EntryData.MemberRemoved}. */
    MEMBER_REMOVED("member.removed"),
    /** {@link EntryData.MemberRoleChanged}. */
    MEMBER_ROLE("member.role"),
    /** {@link EntryData.MessageEdited}. */
    EDIT("edit"),
    /** Ends what can be done to a message, and erases it: {@link EntryData.MessageDeleted}. */
    DELETE("delete"),
    /** {@link EntryData.ReactionAdded}. */
    REACTION_ADDED("reaction.added"),
    /** {@link EntryData.ReactionRemoved}. */
    REACTION_REMOVED("reaction.removed");

    private static final Map<String, Kind> BY_WIRE = new HashMap<>();

    static {
        for (var kind : values()) {
            BY_WIRE.put(kind.wire, kind);
        }
    }

    private final String wire;

    Kind(String wire) {
        this.wire = wire;
    }

    /** The name in JSON, in documents and in the header `ce_type`. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /**
     * The kind with the given name.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Kind of(String wire) {
        var kind = BY_WIRE.get(wire);
        if (kind == null) {
            throw new IllegalArgumentException("'" + wire + "' is no kind of entry");
        }
        return kind;
    }
}
