package io.whispra.room.rooms;

import java.text.Normalizer;
import java.util.regex.Pattern;

import io.whispra.room.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** What a group may be called and say of itself: in the canonical form, and nothing that disturbs the text around it (UTS #55). */
final class RoomText {

    /** More of them on one character than any script needs, so that they cover the lines above and below. */
    private static final Pattern PILE = Pattern.compile("\\p{M}{9}");

    private RoomText() {}

    /** The name without white space around it, in NFC; a 422 if it is none. The longest is counted in code points. */
    static String name(@Nullable String name, int longest) {
        if (name == null) {
            throw Refusal.field("/name", "required", "A group has a name.");
        }
        var trimmed = trimmed(name);
        check(trimmed, "/name", longest, false);
        if (trimmed.codePoints().noneMatch(RoomText::isVisible)) {
            throw Refusal.field("/name", "blank", "A name has something to see.");
        }
        return trimmed;
    }

    /** The same for a description, which may have lines; empty if there is nothing to see. */
    static String description(String description, int longest) {
        var trimmed = trimmed(description);
        check(trimmed, "/description", longest, true);
        return trimmed.codePoints().noneMatch(RoomText::isVisible) ? "" : trimmed;
    }

    private static String trimmed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    private static void check(String text, String pointer, int longest, boolean lines) {
        if (text.codePointCount(0, text.length()) > longest) {
            throw Refusal.field(pointer, "too-long", "At most " + longest + " characters.");
        }
        var disturbs = text.codePoints()
                .anyMatch(character -> isDisturbing(character) && !(lines && isBreak(character)));
        if (disturbs || PILE.matcher(text).find()) {
            throw Refusal.field(pointer, "invalid-character",
                    "There are no control or invisible characters, and at most eight marks on one.");
        }
    }

    private static boolean isBreak(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }

    /** Controls, line breaks, halves of characters, what turns the direction of the text behind it, and what has no width. */
    private static boolean isDisturbing(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069)
                    || character == 0x200B || character == 0x2060 || character == 0xFEFF;
        };
    }

    private static boolean isVisible(int character) {
        return !Character.isWhitespace(character) && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT;
    }
}
