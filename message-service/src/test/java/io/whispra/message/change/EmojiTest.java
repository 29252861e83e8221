package io.whispra.message.change;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmojiTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u2764", "\u2764\ufe0f", "1\ufe0f\u20e3", "#\ufe0f\u20e3", "\ud83c\uddee\ud83c\udde9",
            "\ud83d\udc4d\ud83c\udffd",
            "\ud83d\udc69\ud83c\udffb\u200d\u2764\ufe0f\u200d\ud83d\udc8b\u200d\ud83d\udc69\ud83c\udffe",
            "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f"})
    void emojisOfAllMakesAreEmojis(String emoji) {
        assertThat(Emoji.isEmoji(emoji)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1", "#", " ", "$", "\ud83d\udc4d\ud83d\udc4d", "\ud83d\udc4da", "a\ud83d\udc4d",
            "\u0301", "\ud83d\udc4d\u0301", "\ufe0f", "\u200d", "e\u0301",
            "\ud83c\uddee\ud83c\udde9\ud83c\uddee\ud83c\udde9"})
    void anythingElseIsNone(String text) {
        assertThat(Emoji.isEmoji(text)).isFalse();
    }
}
