package io.whispra.message.words;

import java.util.ArrayList;
import java.util.List;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/** One way through a text, collecting its words. */
final class Scan {

    private static final int HALFWIDTH_VOICED = 0xFF9E;
    private static final int HALFWIDTH_HALF_VOICED = 0xFF9F;
    private static final int PROLONGED = 0x30FC;

    private final String text;
    private final int longest;
    private final boolean asQuery;
    private final BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);
    private final List<Word> words = new ArrayList<>();
    /** Where the characters of the run begin that is written without spaces. */
    private final List<Integer> characters = new ArrayList<>();
    private Kind run = Kind.NONE;
    private int from;

    /**
     * Of a text as it is found, or as it is asked for.
     *
     * @param asQuery of what is written without spaces only the longer words, which have the shorter ones in them
     */
    Scan(String text, int longest, boolean asQuery) {
        this.text = text;
        this.longest = longest;
        this.asQuery = asQuery;
    }

    /** What a character is for a word. */
    private enum Kind {
        /** No part of one. */
        NONE,
        /** Part of one that is written with spaces around it. */
        SPACED,
        /** Part of what is written without spaces. */
        UNSPACED,
        /** Belongs to what is before it. */
        MARK
    }

    List<Word> words() {
        boundaries.setText(text);
        int next = boundaries.next();
        for (int at = 0; at < text.length();) {
            int c = text.codePointAt(at);
            var kind = kind(c);
            while (next != BreakIterator.DONE && next < at) {
                next = boundaries.next();
            }
            if (kind != Kind.MARK && (kind != run || (kind == Kind.SPACED && next == at))) {
                end(at);
                run = kind;
                from = at;
            }
            if (kind == Kind.UNSPACED) {
                characters.add(at);
            }
            at += Character.charCount(c);
        }
        end(text.length());
        return words;
    }

    private void end(int at) {
        if (run == Kind.SPACED) {
            add(from, at);
        } else if (run == Kind.UNSPACED) {
            characters.add(at);
            for (int i = 0; i + 1 < characters.size(); i++) {
                boolean isLast = i + 2 == characters.size();
                if (!asQuery || characters.size() == 2) {
                    add(characters.get(i), characters.get(i + 1));
                }
                if (!isLast) {
                    add(characters.get(i), characters.get(i + 2));
                }
            }
            characters.clear();
        }
        run = Kind.NONE;
    }

    private void add(int start, int end) {
        var word = Folding.fold(text.substring(start, end));
        if (!word.isEmpty()) {
            words.add(new Word(cut(word), start, end));
        }
    }

    private String cut(String word) {
        if (word.length() <= longest) {
            return word;
        }
        return word.substring(0, Character.isHighSurrogate(word.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static Kind kind(int c) {
        if (c == HALFWIDTH_VOICED || c == HALFWIDTH_HALF_VOICED) {
            return Kind.MARK;
        }
        return switch (UCharacter.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK,
                    Character.FORMAT ->
                Kind.MARK;
            case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                isUnspaced(c) ? Kind.UNSPACED : Kind.SPACED;
            default -> Kind.NONE;
        };
    }

    private static boolean isUnspaced(int c) {
        return switch (UScript.getScript(c)) {
            case UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA, UScript.HANGUL, UScript.BOPOMOFO -> true;
            default -> c == PROLONGED;
        };
    }
}
