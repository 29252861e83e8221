package io.whispra.media.room;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What names a message before it has a seq, as a claim does: `roomId:senderId:clientId`.
 *
 * @param clientId made by the sender
 */
public record MessageId(String roomId, String senderId, String clientId) {
    private static final String ID = "([A-Za-z0-9_-]{1,64})";
    private static final Pattern TEXT = Pattern.compile(ID + ":" + ID + ":" + ID);

    /** Empty if the text names no message. */
    public static Optional<MessageId> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new MessageId(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    /** As in claims. */
    public String text() {
        return String.join(":", roomId, senderId, clientId);
    }
}
