package io.whispra.message.entry;

/** The log already has an entry with the seq or with the clientId of one that was to be appended. */
public final class DuplicateEntry extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DuplicateEntry(Throwable cause) {
        super("an entry with that seq or clientId exists", cause, false, false);
    }
}
