package io.whispra.message.words;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;

/**
 * Makes the same of what differs only in case, compatibility (width, ligatures) or accents. Accents are the marks that belong to no
 * script of their own: what is a vowel in its script stays.
 *
 * @see <a href="https://www.unicode.org/reports/tr44/#NFKC_Casefold">UAX 44, NFKC_Casefold</a>
 */
final class Folding {

    private static final Normalizer2 CASELESS = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 TAKEN_APART = Normalizer2.getNFDInstance();
    private static final Normalizer2 PUT_TOGETHER = Normalizer2.getNFCInstance();
    /** The voicing marks of kana make other letters. */
    private static final int VOICED = 0x3099;
    private static final int HALF_VOICED = 0x309A;

    private Folding() {}

    static String fold(String text) {
        var apart = TAKEN_APART.normalize(CASELESS.normalize(text));
        var folded = new StringBuilder(apart.length());
        apart.codePoints().filter(c -> !isAccent(c)).forEach(folded::appendCodePoint);
        return PUT_TOGETHER.normalize(folded);
    }

    private static boolean isAccent(int c) {
        return UCharacter.getType(c) == Character.NON_SPACING_MARK && UScript.getScript(c) == UScript.INHERITED
                && c != VOICED && c != HALF_VOICED;
    }
}
