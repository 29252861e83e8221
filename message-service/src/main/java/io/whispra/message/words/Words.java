package io.whispra.message.words;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

/**
 * What texts are found by, and what is asked for. A word is what stands between boundaries of words, made of letters, digits and their marks.
 * Where words are written without spaces (Chinese, Japanese, Korean) each character is one and each two that follow each other are one, so
 * that whatever is asked for is found without a dictionary.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/#Word_Boundaries">UAX 29, Word Boundaries</a>
 */
@Component
public class Words {

    private final WordsProperties properties;

    Words(WordsProperties properties) {
        this.properties = properties;
    }

    /** The different words of some texts in their order, not more than are kept of a message. */
    public Set<String> of(List<String> texts) {
        var words = new LinkedHashSet<String>();
        for (var text : texts) {
            for (var word : in(text)) {
                if (words.size() == properties.ofMessage()) {
                    return words;
                }
                words.add(word.text());
            }
        }
        return words;
    }

    /** The words of a text, each with its place. */
    public List<Word> in(String text) {
        return new Scan(text, properties.length(), false).words();
    }

    /** The words that a text must have to be what somebody looks for; none if the query has none. */
    public Set<String> wanted(String query) {
        var words = new LinkedHashSet<String>();
        new Scan(query, properties.length(), true).words().forEach(word -> words.add(word.text()));
        return words;
    }
}
