package io.whispra.message.words;

/**
 * A word, and where it stands in a text.
 *
 * @param text  folded: what differs only in case, accents or width is the same word
 * @param start in the text, UTF-16 units
 * @param end   exclusive
 */
public record Word(String text, int start, int end) {}
