package io.whispra.room.aggregate;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A group, or a private room of exactly two people. */
public enum RoomType {
    @JsonProperty("group")
    GROUP,

    @JsonProperty("private")
    PRIVATE;

    /** The name in JSON and in documents. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RoomType of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
