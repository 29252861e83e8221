package io.whispra.auth.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import io.whispra.auth.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What others see of a person: trimmed, NFC, single spaces, and nothing that is invisible or turns the text around it.
 *
 * @param value 1 to 64 characters (code points)
 */
public record DisplayName(String value) {

    private static final int MAX_LENGTH = 64;
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");

    /** Letters and symbols by category, but without a shape: they make names that look empty. */
    private static final String BLANK = "\u115F\u1160\u2800\u3164\uFFA0";

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;

    /** The name; {@link Refusal} 422 at `/name`: `required`, `too-long` or `invalid-characters`. */
    public static DisplayName accept(@Nullable String typed) {
        var composed = Normalizer.normalize(typed == null ? "" : typed.strip(), Normalizer.Form.NFC);
        var name = SPACES.matcher(composed).replaceAll(" ").strip();
        if (name.isEmpty()) {
            throw Refusal.field("/name", "required", "A name is required.");
        }
        if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
            throw Refusal.field("/name", "too-long", "The name may have at most " + MAX_LENGTH + " characters.");
        }
        if (!isVisible(name.codePoints().toArray())) {
            throw Refusal.field("/name", "invalid-characters",
                    "The name has control, invisible or direction-changing characters.");
        }
        return new DisplayName(name);
    }

    /** By which the name is found. */
    String key() {
        return key(value);
    }

    /** Without case, accents and compatibility forms: who types "zoe" finds "Zoë". */
    static String key(String text) {
        var decomposed = Normalizer.normalize(text.strip(), Normalizer.Form.NFKD);
        return ACCENTS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static boolean isVisible(int[] name) {
        for (int i = 0; i < name.length; i++) {
            if (!isVisible(name[i]) && !joinsEmoji(name, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int character) {
        return BLANK.indexOf(character) < 0 && switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /** A family, for instance, is emoji with joiners between them (UTS #51, section 2.3). */
    private static boolean joinsEmoji(int[] name, int i) {
        return name[i] == ZERO_WIDTH_JOINER && i > 0 && i + 1 < name.length
                && (name[i - 1] == EMOJI_STYLE || Character.isEmoji(name[i - 1]))
                && Character.isExtendedPictographic(name[i + 1]);
    }
}
