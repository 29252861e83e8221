package io.whispra.message.words;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

class WordsTest {

    private final Words words = WordsOfTests.shipped();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Grüße aus KÖLN            | grusse aus koln
            Crème brûlée, s'il te plaît | creme brulee s il te plait
            ﬁne ＦＵＬＬ ｗｉｄｔｈ         | fine full width
            Cafe\u0301 café           | cafe
            holiday.photo_2024-05.PNG | holiday photo 2024 05 png
            (a+)+$                    | a
            3.14 and 1,000            | 3 14 and 1 000
            don’t don't               | don t
            Ёлка Ελλάδα               | елка ελλαδα
            İstanbul                  | istanbul
            soft\u00ADhyphen          | softhyphen
            ½ cup                     | 1⁄2 cup
            hi🎄there                 | hi there
            """)
    void textIsFoundByItsFoldedWords(String text, String expected) {
        assertThat(String.join(" ", words.of(List.of(text.translateEscapes())))).isEqualTo(expected);
        assertThat(words.wanted(text.translateEscapes())).isEqualTo(words.of(List.of(text.translateEscapes())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".*.*.*", "$", "🎄", "\u0301", "\uD83C", "\u200D"})
    void whatHasNoLetterAndNoDigitHasNoWord(String text) {
        assertThat(words.wanted(text)).isEmpty();
    }

    @Test
    void writingWithoutSpacesIsFoundByEachCharacterAndEachTwo() {
        assertThat(words.of(List.of("私は東京へ"))).contains("私", "東", "京", "東京", "は東", "京へ");
        assertThat(words.wanted("東京都")).containsExactly("東京", "京都");
        assertThat(words.wanted("猫")).containsExactly("猫");
        assertThat(words.wanted("서울 Tower")).containsExactly("서울", "tower");
        assertThat(words.wanted("ｶﾞｷﾞ")).isEqualTo(words.wanted("ガギ")).containsExactly("ガギ");
        assertThat(words.wanted("か")).doesNotContainAnyElementsOf(words.wanted("が"));
        assertThat(words.wanted("東京tower")).containsExactly("東京", "tower");
    }

    @Test
    void vowelsThatAreMarksStay() {
        assertThat(words.wanted("कु")).isNotEqualTo(words.wanted("क"));
    }

    @Test
    void wordsSayWhereTheyStand() {
        var text = "Ein 🎄 für Käthe in 東京";
        assertThat(words.in(text).stream().map(word -> text.substring(word.start(), word.end())).collect(joining(" ")))
                .isEqualTo("Ein für Käthe in 東 東京 京");
    }

    @Test
    void longWordsCountWithTheirBeginningAndWholeCharacters() {
        assertThat(words.wanted("x".repeat(8000))).containsExactly("x".repeat(64));
        // Sixty-three and then a letter of two units.
        assertThat(words.wanted("x".repeat(63) + "\uD835\uDD04b")).containsExactly("x".repeat(63) + "ab".charAt(0));
        assertThat(words.wanted("x".repeat(63) + "\uD801\uDC28y")).containsExactly("x".repeat(63));
    }

    @Test
    void wordsOfAMessageAreBounded() {
        var many = IntStream.range(0, 5000).mapToObj(i -> "w" + i).collect(joining(" "));
        assertThat(words.of(List.of("first", many, "last"))).hasSize(4000).contains("first", "w3998")
                .doesNotContain("w3999", "last");
    }
}
