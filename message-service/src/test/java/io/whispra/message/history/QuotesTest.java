package io.whispra.message.history;

import java.util.List;
import java.util.Map;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.ServiceTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Anna's first message has the seq 4, Ben answers it with 5. */
class QuotesTest extends ServiceTest {

    private final String room = unique("quotes");

    @Test
    void answerShowsWhatIsAnsweredWhereverItIsRead() {
        var sent = conversation("What do you say?");
        var quote = "{\"seq\":4,\"actor\":\"anna\",\"type\":\"text\",\"excerpt\":\"What do you say?\"}";

        assertThat(quoteOf(sent.body().path("message"))).isEqualTo(quote);
        assertThat(quoteOf(client.get("anna", Client.message(room, 5)).body())).isEqualTo(quote);
        for (var page : List.of("", "?after=4", "?around=5&limit=1", "?before=6&limit=1")) {
            var messages = client.get("ben", "/api/v1/rooms/" + room + "/messages" + page).body().path("messages");
            assertThat(quoteOf(messages.get(messages.size() - 1))).as(page).isEqualTo(quote);
        }
        var repeated = reply("r", "I agree");
        assertThat(repeated.duplicate()).isTrue();
        assertThat(quoteOf(repeated.body().path("message"))).isEqualTo(quote);
        assertThat(client.log(room).getLast().has("quote")).isFalse();
        assertThat(client.log(room).getLast().path("data").path("replyTo").asLong()).isEqualTo(4);
    }

    @Test
    void quoteIsOfWhatTheMessageSaysNow() {
        conversation("first");
        client.edit("anna", Client.message(room, 4), "e", "second");
        assertThat(quote().path("excerpt").asString()).isEqualTo("second");

        client.delete("anna", Client.message(room, 4), "d");
        assertThat(quote()).hasToString("{\"seq\":4,\"actor\":\"anna\",\"type\":\"text\",\"deleted\":true}");
        assertThat(quoteOf(reply("r", "I agree").body().path("message"))).contains("\"deleted\":true");
        client.delete("ben", Client.message(room, 5), "d");
        assertThat(client.get("anna", Client.message(room, 5)).body().has("quote")).isFalse();
    }

    @Test
    void excerptHasAtMostAHundredAndFortyWholeCharacters() {
        conversation("\ud83c\udf32".repeat(141));
        assertThat(quote().path("excerpt").asString()).isEqualTo("\ud83c\udf32".repeat(140));
    }

    @Test
    void t37_quoteOfWhatTheReaderDoesNotSeeIsNotThere() {
        conversation("before");
        client.append(room, List.of(
                Client.entry("2:0", "room.updated", "anna", Map.of("history", "joined")),
                Client.entry("2:1", "member.added", "anna", Map.of("userId", "cleo", "role", "member"))))
                .expectStatus().isOk();
        var late = client.send("ben", room,
                Map.of("clientId", "late", "type", "text", "content", "y", "replyTo", 4)).seq();

        var forCleo = client.get("cleo", Client.message(room, late)).body();
        assertThat(forCleo.path("data").path("replyTo").asLong()).isEqualTo(4);
        assertThat(forCleo.has("quote")).isFalse();
        assertThat(client.get("cleo", "/api/v1/rooms/" + room + "/messages").body().toString())
                .doesNotContain("\"quote\":", "before");
        assertThat(client.get("anna", Client.message(room, late)).body().has("quote")).isTrue();
    }

    private Answer conversation(String content) {
        client.newRoom(room, "anna", "ben");
        client.send("anna", room, Client.text("m", content));
        return reply("r", "I agree");
    }

    private Answer reply(String clientId, String content) {
        return client.send("ben", room, Map.of("clientId", clientId, "type", "text", "content", content, "replyTo", 4));
    }

    private JsonNode quote() {
        return client.get("ben", Client.message(room, 5)).body().path("quote");
    }

    private static String quoteOf(JsonNode message) {
        return message.path("quote").toString();
    }
}
