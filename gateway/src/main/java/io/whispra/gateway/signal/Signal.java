package io.whispra.gateway.signal;

/** What passes in a room, as the contracts of those who say it describe it. */
sealed interface Signal {

    String roomId();

    String userId();

    /** Somebody began to type, or stopped. */
    record Typing(String roomId, String userId, boolean on) implements Signal {}

    /**
     * Somebody has read up to an entry.
     *
     * @param seq      of the entry
     * @param number   of the last message up to there
     * @param unread   messages after it
     * @param mentions of the reader in these
     * @param shared   whether others are told
     */
    record Read(String roomId, String userId, long seq, long number, long unread, int mentions,
            boolean shared) implements Signal {}

    /** Somebody has put a room aside, or taken it back. */
    record Settings(String roomId, String userId, boolean muted, boolean archived) implements Signal {}
}
