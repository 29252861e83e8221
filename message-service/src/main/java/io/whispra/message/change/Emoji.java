package io.whispra.message.change;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * What one can react with: one grapheme, made of emojis and what joins and colours them.
 *
 * @see <a href="https://www.unicode.org/reports/tr51/">UTS 51, Unicode Emoji</a>
 */
final class Emoji {

    /** UTF-16 units; the longest that Unicode recommends have 15. */
    private static final int LONGEST = 32;
    private static final int KEYCAP = 0x20E3;
    private static final int LAST_ASCII = 0x7F;

    private Emoji() {}

    static boolean isEmoji(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && begins(text)
                && text.codePoints().allMatch(c -> Character.isEmoji(c) || Character.isEmojiComponent(c))
                && isOneGrapheme(text);
    }

    /** Digits, `#` and `*` are emojis as keycaps only. */
    private static boolean begins(String text) {
        int first = text.codePointAt(0);
        return Character.isEmoji(first) && (first > LAST_ASCII || text.indexOf(KEYCAP) > 0);
    }

    private static boolean isOneGrapheme(String text) {
        var graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text);
        return graphemes.next() == text.length();
    }
}
