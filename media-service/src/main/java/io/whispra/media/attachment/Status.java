package io.whispra.media.attachment;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** The life of an attachment; it only goes forward, but for a claim that is released. */
public enum Status {
    /** Its content is being stored. Nobody sees it. */
    PENDING,
    /** Stored, and its owner's alone. */
    READY,
    /** A message has it: its room's members see it. */
    CLAIMED,
    /** Nobody sees it any more; its content is being removed, then it is forgotten. */
    DELETED;

    /** As it travels and as it is stored. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
