package io.whispra.room.aggregate;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What those who come into a group see of what was before. Fixed when a membership begins. */
public enum History {
    /** Everything. */
    @JsonProperty("shared")
    SHARED,

    /** Nothing: their view begins with the entry that lets them in. */
    @JsonProperty("joined")
    JOINED;

    /** The name in JSON and in documents. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static History of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
