package io.whispra.message.words;

/** Words for tests of other packages. */
public final class WordsOfTests {

    private WordsOfTests() {}

    /** With the bounds of the service as it ships. */
    public static Words shipped() {
        return new Words(new WordsProperties(4000, 64));
    }
}
