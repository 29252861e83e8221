package io.whispra.media.attachment;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** The life of an attachment; it only goes forward, but for a claim that is released. */
public enum Status {
    /** Its content is on its way, or was not looked at yet. Its owner's alone. */
    PENDING,
    /** Stored, and its owner's alone. */
    READY,
    /** Its content is not accepted. Its owner sees that, and why, for a while. */
    REJECTED,
    /** A message has it: its room's members see it. */
    CLAIMED,
    /** Nobody sees it any more; its content goes, then it is forgotten. */
    DELETED;

    /** As it travels and as it is stored. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
