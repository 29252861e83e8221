package io.whispra.auth.event;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a session ended before its time. */
public enum EndReason {
    /** On its own device. */
    LOGOUT,
    /** From another device of the person, or because there were too many. */
    ENDED,
    /** The person has a new password. */
    PASSWORD,
    /** A replaced refresh token came back. */
    REUSE,
    /** The account was disabled. */
    DISABLED,
    /** The account was deleted. */
    DELETED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
