package io.whispra.message.change;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.ServiceTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What people see as one emoji is one, within a bound. */
class EmojiOfManyPartsTest extends ServiceTest {

    private final String room = unique("emoji");

    @Test
    void emojiOfManyPartsIsOneReactionAndTextIsNone() {
        var message = said("x");
        var kiss = "\ud83d\udc69\ud83c\udffb\u200d\u2764\ufe0f\u200d\ud83d\udc8b\u200d\ud83d\udc69\ud83c\udffe";
        assertRefused(client.react("anna", message, "a", "r"), 422, "invalid");
        assertThat(client.react("anna", message, kiss, "r").status()).isEqualTo(200);
        assertThat(read("ben", message).path("reactions").propertyNames()).containsExactly(kiss);
        assertThat(client.takeBack("anna", message, kiss, "t").entrySeq()).isEqualTo(7);
    }

    @Test
    void emojiWithoutEndIsNoReaction() {
        var message = said("x");
        var family = "\ud83d\udc69\u200d".repeat(11) + "\ud83d\udc69";
        var answer = client.react("anna", message, family, "r");
        assertRefused(answer, 422, "invalid");
        assertThat(answer.body().path("errors").path(0).path("pointer").asString()).isEqualTo("/emoji");
        assertThat(client.react("anna", message, "\ud83d\udc69\u200d".repeat(10) + "\ud83d\udc69", "r").status())
                .isEqualTo(200);
    }

    private String said(String content) {
        client.newRoom(room, "anna", "ben", "cleo");
        return Client.message(room, client.send("ben", room, Client.text("m", content)).seq());
    }

    private JsonNode read(String userId, String message) {
        var answer = client.get(userId, message);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
