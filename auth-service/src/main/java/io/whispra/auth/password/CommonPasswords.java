package io.whispra.auth.password;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.nulabinc.zxcvbn.Zxcvbn;
import org.springframework.stereotype.Component;

/**
 * Passwords that others try first: the 30,000 most common ones, words, names, dates, rows of keys and repetitions of all these
 * (zxcvbn, https://github.com/nulab/zxcvbn4j, which estimates how many guesses a password withstands; all offline), and
 * what is made of words that everybody connects with the person and with this service.
 */
@Component
class CommonPasswords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{3,}");
    private static final String ONE_CHARACTER = "\0";

    private final PasswordProperties properties;
    private final Zxcvbn estimate = new Zxcvbn();

    CommonPasswords(PasswordProperties properties) {
        this.properties = properties;
    }

    /**
     * Takes a millisecond, and at most about a tenth of a second: the estimate of text made to be slow grows faster than its
     * length, so only the first characters are looked at.
     *
     * @param about texts whose words are easily guessed: the person's name, their email address
     */
    boolean contains(Password password, List<String> about) {
        var text = password.normalized();
        var words = words(about);
        return isTooShortWithout(words, text.toLowerCase(Locale.ROOT))
                || estimate.measure(beginning(text), words).getGuesses() < properties.minGuesses();
    }

    /** Each of the words is worth one character. */
    private boolean isTooShortWithout(List<String> words, String text) {
        var rest = text;
        for (var word : words) {
            rest = rest.replace(word, ONE_CHARACTER);
        }
        return rest.codePointCount(0, rest.length()) < properties.minLength();
    }

    private String beginning(String text) {
        var length = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, Math.min(length, properties.estimatedLength())));
    }

    /** Lower case, the longest first. */
    private List<String> words(List<String> about) {
        var words = new HashSet<String>();
        properties.contextWords().forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
        for (var text : about) {
            var lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            WORD.matcher(lower).results().forEach(word -> words.add(word.group()));
        }
        return words.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }
}
