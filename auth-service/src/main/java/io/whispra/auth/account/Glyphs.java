package io.whispra.auth.account;

import java.text.Normalizer;
import java.util.regex.Pattern;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;

/** How text looks, as Unicode Technical Standard #39 has it (https://www.unicode.org/reports/tr39/), by ICU. */
final class Glyphs {

    /** Section 5.4. */
    private static final Pattern PILE = Pattern.compile("[\\p{Mn}\\p{Me}]{5}");

    /** A symbol by category, but without a shape. */
    private static final int BRAILLE_BLANK = 0x2800;

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;

    private static final SpoofChecker MARKS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.INVISIBLE | SpoofChecker.HIDDEN_OVERLAY)
            .build();
    private static final SpoofChecker SCRIPTS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.MIXED_NUMBERS)
            .setRestrictionLevel(RestrictionLevel.MODERATELY_RESTRICTIVE)
            .build();

    private Glyphs() {}

    /** Whether each character has a shape, and none turns the direction of others. */
    static boolean areVisible(String text) {
        var characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isVisible(characters[i]) && !isPartOfEmoji(characters, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether more than four marks follow each other, the same one twice, or one on a letter that has it. */
    static boolean arePiledUp(String text) {
        return PILE.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).find()
                || MARKS.failsChecks(text);
    }

    /**
     * Whether scripts (or digits) meet that are not usually written together: Latin goes with any but Cyrillic and Greek
     * (section 5.2, moderately restrictive).
     */
    static boolean areOfMixedScripts(String text) {
        return SCRIPTS.failsChecks(text);
    }

    /** Equal for texts that look alike (section 4). */
    static String skeleton(String text) {
        return SCRIPTS.getSkeleton(text);
    }

    private static boolean isVisible(int character) {
        return character != BRAILLE_BLANK
                && !UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                && switch (Character.getType(character)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                        false;
                    default -> true;
                };
    }

    /** A family, for instance, is emoji with joiners between them (UTS #51, section 2.3). */
    private static boolean isPartOfEmoji(int[] text, int i) {
        return i > 0 && switch (text[i]) {
            case EMOJI_STYLE -> Character.isEmoji(text[i - 1]);
            case ZERO_WIDTH_JOINER -> (text[i - 1] == EMOJI_STYLE || Character.isEmoji(text[i - 1]))
                    && i + 1 < text.length && Character.isExtendedPictographic(text[i + 1]);
            default -> false;
        };
    }
}
