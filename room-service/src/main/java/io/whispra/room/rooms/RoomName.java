package io.whispra.room.rooms;

import java.text.Normalizer;

import io.whispra.room.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** What a group may be called: something to see, in the canonical form, that does not disturb the text around it. */
final class RoomName {

    private RoomName() {}

    /** The name without white space around it, in NFC; a 422 if it is none. The longest is counted in code points. */
    static String accept(@Nullable String name, int longest) {
        if (name == null) {
            throw Refusal.field("/name", "required", "A group has a name.");
        }
        var trimmed = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
        if (trimmed.codePointCount(0, trimmed.length()) > longest) {
            throw Refusal.field("/name", "too-long", "A name has at most " + longest + " characters.");
        }
        if (trimmed.codePoints().anyMatch(RoomName::isDisturbing)) {
            throw Refusal.field("/name", "invalid-character", "A name has no control characters.");
        }
        if (trimmed.codePoints().noneMatch(RoomName::isVisible)) {
            throw Refusal.field("/name", "blank", "A name has something to see.");
        }
        return trimmed;
    }

    /** Controls, line breaks, halves of characters, and what turns the direction of the text behind it (UTS #55). */
    private static boolean isDisturbing(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
        };
    }

    private static boolean isVisible(int character) {
        return !Character.isWhitespace(character) && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT;
    }
}
