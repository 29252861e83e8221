package io.whispra.message.entry;

import java.util.regex.Pattern;

/**
 * Where an entry is: the `_id` of its document, which can be computed.
 *
 * @param roomId 1 to 64 characters of [A-Za-z0-9_-]
 * @param seq    1 to 999,999,999,999; zero-padded in the `_id`, so that the ids of a room sort by it
 */
public record EntryId(String roomId, long seq) {

    /** The greatest seq, which twelve digits hold. */
    public static final long MAX_SEQ = 999_999_999_999L;

    private static final int DIGITS = 12;
    private static final Pattern SEQ = Pattern.compile("[1-9][0-9]{0,11}");
    private static final Pattern PUBLIC_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Whether the id of a room, user or client can exist: others are refused before they reach a query. */
    public static boolean isPublicId(String id) {
        return PUBLIC_ID.matcher(id).matches();
    }

    /** Whether this is the seq of an entry that can exist. */
    public static boolean isSeq(String seq) {
        return SEQ.matcher(seq).matches();
    }

    /** Reads the `_id` of a document. */
    public static EntryId parse(String id) {
        int colon = id.lastIndexOf(':');
        return new EntryId(id.substring(0, colon), Long.parseLong(id, colon + 1, id.length(), 10));
    }

    /** As it is stored. */
    public String text() {
        var digits = Long.toString(seq);
        return new StringBuilder(roomId.length() + 1 + DIGITS).append(roomId)
                .append(':')
                .repeat('0', DIGITS - digits.length())
                .append(digits)
                .toString();
    }
}
