package io.whispra.room.aggregate;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a participant may do. Everybody in a private room is a member. */
public enum Role {
    @JsonProperty("admin")
    ADMIN,

    @JsonProperty("member")
    MEMBER;

    /** The name in JSON and in documents. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
