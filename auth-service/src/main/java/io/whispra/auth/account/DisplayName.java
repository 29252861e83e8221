package io.whispra.auth.account;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.whispra.auth.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What others see of a person: trimmed, NFKC, single spaces, and nothing that is invisible, turns the text around it or
 * pretends to be of another script, see {@link Glyphs}.
 *
 * @param value 1 to 64 characters (code points)
 */
public record DisplayName(String value) {

    private static final int MAX_LENGTH = 64;
    private static final int MAX_LATER_KEYS = 7;
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");

    /**
     * The name; {@link Refusal} 422 at `/name`: `required`, `too-long`, `invalid-characters`, `too-many-marks` or
     * `mixed-scripts`.
     */
    public static DisplayName accept(@Nullable String typed) {
        var composed = Normalizer.normalize(typed == null ? "" : typed.strip(), Normalizer.Form.NFKC);
        var name = SPACES.matcher(composed).replaceAll(" ").strip();
        if (name.isEmpty()) {
            throw Refusal.field("/name", "required", "A name is required.");
        }
        if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
            throw Refusal.field("/name", "too-long", "The name may have at most " + MAX_LENGTH + " characters.");
        }
        if (!Glyphs.areVisible(name)) {
            throw Refusal.field("/name", "invalid-characters",
                    "The name has control, invisible or direction-changing characters.");
        }
        if (Glyphs.arePiledUp(name)) {
            throw Refusal.field("/name", "too-many-marks", "The name has too many accents on one letter.");
        }
        if (Glyphs.areOfMixedScripts(name)) {
            throw Refusal.field("/name", "mixed-scripts",
                    "The name mixes scripts whose letters look alike, as Latin and Cyrillic.");
        }
        return new DisplayName(name);
    }

    /** By which the name is found; names of one key are one name in two spellings. */
    String key() {
        return key(value);
    }

    /** By which the name is found as well: its key from each later word on, of the first few. */
    List<String> laterKeys() {
        var key = key();
        return IntStream.range(1, key.length())
                .filter(i -> key.charAt(i - 1) == ' ')
                .limit(MAX_LATER_KEYS)
                .mapToObj(key::substring)
                .toList();
    }

    /** Without case, accents and compatibility forms: who types "zoe" finds "Zoë". */
    static String key(String text) {
        var decomposed = Normalizer.normalize(text.strip(), Normalizer.Form.NFKD);
        return ACCENTS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
