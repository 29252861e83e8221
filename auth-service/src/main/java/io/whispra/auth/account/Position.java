package io.whispra.auth.account;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.whispra.auth.problem.Refusal;

/**
 * A place in the list of all people by name, which is where a page ended. It travels as an opaque cursor.
 *
 * @param nameKey of the last one on the page
 * @param id      of the last one on the page
 */
record Position(String nameKey, String id) {

    /** Before everybody. */
    static final Position BEGINNING = new Position("", "");

    /** Whatever a name and an id can be is shorter. */
    private static final int MAX_CURSOR = 2_048;

    static Position of(Account account) {
        return new Position(account.nameKey(), account.id());
    }

    /** {@link Refusal} 422 at `/cursor` if this is none of ours. */
    static Position at(String cursor) {
        if (cursor.length() > MAX_CURSOR) {
            throw unknown();
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
            var end = text.indexOf(' ');
            if (end < 0) {
                throw unknown();
            }
            return new Position(text.substring(end + 1), text.substring(0, end));
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw unknown();
        }
    }

    String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + ' ' + nameKey).getBytes(
                StandardCharsets.UTF_8));
    }

    private static Refusal unknown() {
        return Refusal.field("/cursor", "invalid", "Expected the cursor of the page before.");
    }
}
