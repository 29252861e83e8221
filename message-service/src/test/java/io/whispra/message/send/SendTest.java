package io.whispra.message.send;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.MediaStandIn.Mood;
import io.whispra.message.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class SendTest extends ServiceTest {

    private final String room = unique("send");

    @BeforeEach
    void room() {
        client.newRoom(room, "anna", "ben");
    }

    @Test
    void textIsAnsweredAsTheEntryThatItBecame() {
        var answer = client.send("anna", room, Client.text("m-1", "Hello 𝄞"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("duplicate").asBoolean(true)).isFalse();
        var message = answer.body().path("message");
        assertThat(message.propertyNames())
                .containsExactly("roomId", "seq", "number", "kind", "at", "actor", "clientId", "data");
        assertThat(message.path("roomId").asString()).isEqualTo(room);
        assertThat(message.path("seq").asLong()).isEqualTo(4);
        assertThat(message.path("number").asLong()).isEqualTo(1);
        assertThat(message.path("kind").asString()).isEqualTo("message");
        assertThat(message.path("at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(message.path("actor").asString()).isEqualTo("anna");
        assertThat(message.path("data")).hasToString("{\"type\":\"text\",\"content\":\"Hello 𝄞\"}");
    }

    @Test
    void longestContentMostMentionsAndLongestClientIdAreAccepted() {
        var message = with(Client.text("c".repeat(64), "€".repeat(8000)), "mentions",
                IntStream.range(0, 50).mapToObj(i -> "user-" + i).toList());

        assertThat(client.send("anna", room, message).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"clientId, '', invalid", "clientId, a b, invalid", "clientId, a:b, invalid", "clientId, , required",
            "content, , required", "content, '', blank", "content, ' \t\n', blank", "type, , required"})
    void fieldThatIsNotAcceptableIsNamed(String field, String value, String code) {
        var message = new HashMap<String, Object>(Client.text("m", "Text"));
        if (value == null) {
            message.remove(field);
        } else {
            message.put(field, value);
        }
        assertInvalid(client.send("anna", room, message), "/" + field, code);
    }

    @Test
    void whatExceedsABoundIsRefused() {
        assertInvalid(client.send("anna", room, Client.text("m", "x".repeat(8001))), "/content", "too-long");
        assertInvalid(client.send("anna", room, Client.text("c".repeat(65), "x")), "/clientId", "invalid");
        assertInvalid(client.send("anna", room, with(Client.text("m", "x"), "mentions",
                Collections.nCopies(51, "anna"))), "/mentions", "too-many");
        assertInvalid(client.send("anna", room, with(Client.text("m", "x"), "mentions", List.of("not an id"))),
                "/mentions", "invalid");
        assertInvalid(client.send("anna", room, files("m", "file", ids("text_plain", 11))), "/attachmentIds",
                "too-many");
        assertInvalid(client.send("anna", room, files("m", "file", List.of())), "/attachmentIds", "required");
        assertInvalid(client.send("anna", room, files("m", "file", List.of("a-1", "a-1"))), "/attachmentIds",
                "repeated");
        assertInvalid(client.send("anna", room, files("m", "text", List.of("a-1"))), "/attachmentIds", "not-allowed");
        assertInvalid(client.send("anna", room, with(Client.text("m", "x"), "replyTo", 0)), "/replyTo", "out-of-range");
        assertThat(client.seqs(room)).hasSize(3);
        assertThat(media.claims()).isEmpty();
    }

    @Test
    void tooLargeABodyIsRefused() {
        client.http()
                .post()
                .uri("/api/v1/rooms/{id}/messages", room)
                .headers(headers -> headers.setBearerAuth(client.token("anna")))
                .bodyValue(Client.text("m", "x".repeat(70_000)))
                .exchange()
                .expectStatus()
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "null",
            "{\"clientId\":{\"$ne\":null},\"type\":\"text\",\"content\":\"x\"}",
            "{\"clientId\":\"m\",\"type\":\"text\",\"content\":{\"$gt\":\"\"}}",
            "{\"clientId\":7,\"type\":\"text\",\"content\":\"x\"}",
            "{\"clientId\":\"m\",\"type\":\"text\",\"content\":true}",
            "{\"clientId\":\"m\",\"type\":\"unheard-of\",\"content\":\"x\"}",
            "{\"clientId\":\"m\",\"type\":0,\"content\":\"x\"}",
            "{\"clientId\":\"m\",\"type\":\"text\",\"content\":\"x\",\"replyTo\":\"3\"}",
            "{\"clientId\":\"m\",\"type\":\"text\",\"content\":\"x\",\"mentions\":\"anna\"}",
            "{\"clientId\":\"m\",\"type\":\"text\",\"content\":\"x\",\"mentions\":[{\"$regex\":\".*\"}]}"})
    void t66_wrongJsonIsMalformed(String body) {
        client.http()
                .post()
                .uri("/api/v1/rooms/{id}/messages", room)
                .headers(headers -> headers.setBearerAuth(client.token("anna")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("malformed");
        assertThat(client.seqs(room)).hasSize(3);
    }

    @Test
    void t26_fieldsThatClientsDoNotOwnAreIgnored() {
        var message = new HashMap<String, Object>(Client.text("m", "x"));
        message.putAll(Map.of("seq", 99, "actor", "ben", "fileUrl", "/evil", "_class", "java.lang.ProcessBuilder"));

        var sent = client.send("anna", room, message).body().path("message");
        assertThat(sent.path("seq").asLong()).isEqualTo(4);
        assertThat(sent.path("actor").asString()).isEqualTo("anna");
        assertThat(sent.path("data")).hasToString("{\"type\":\"text\",\"content\":\"x\"}");
    }

    @Test
    void replyNamesAMessageOfTheRoom() {
        client.send("anna", room, Client.text("m", "x"));

        var reply = client.send("ben", room, with(Client.text("r", "y"), "replyTo", 4));
        assertThat(reply.body().path("message").path("data").path("replyTo").asLong()).isEqualTo(4);
        for (long seq : new long[]{1, 3, 6, 999_999_999_999L}) {
            assertInvalid(client.send("ben", room, with(Client.text("r" + seq, "y"), "replyTo", seq)), "/replyTo",
                    "not-a-message");
        }
    }

    @Test
    void imageCarriesWhatTheMediaServiceKnowsOfIt() {
        var sent = client
                .send("anna", room, with(files("i", "image", List.of("image_png-1", "image_webp-2")), "content",
                        "Two"))
                .body().path("message");

        assertThat(sent.path("data")).hasToString("""
                {"type":"image","content":"Two","attachments":[\
                {"id":"image_png-1","name":"file","contentType":"image/png","size":7,"width":3,"height":4,"blurhash":"LEHV6nWB2yk8"},\
                {"id":"image_webp-2","name":"file","contentType":"image/webp","size":7,"width":3,"height":4,"blurhash":"LEHV6nWB2yk8"}],\
                "fileUrl":"/api/v1/attachments/image_png-1/content"}""");
        assertThat(media.claims().getFirst())
                .hasToString("{\"ids\":[\"image_png-1\",\"image_webp-2\"],\"ownerId\":\"anna\","
                        + "\"roomId\":\"" + room + "\",\"messageId\":\"" + room + ":anna:i\"}");
        assertThat(media.tokens().getFirst()).startsWith("Bearer ");
    }

    @Test
    void blurOfMoreThan64CharactersIsLeftOut() {
        var sent = client.send("anna", room, files("i", "image", List.of("image_gif-1"))).body().path("message");

        assertThat(sent.path("data").path("attachments").path(0)).hasToString(
                "{\"id\":\"image_gif-1\",\"name\":\"file\",\"contentType\":\"image/gif\",\"size\":7,\"width\":3,\"height\":4}");
    }

    @ParameterizedTest
    @CsvSource({"image, image_png, 201", "image, video_mp4, 422", "video, video_mp4, 201", "video, image_png, 422",
            "pdf, application_pdf, 201", "pdf, image_png, 422", "file, text_plain, 201"})
    void attachmentsFitTheTypeOfTheMessage(String type, String contentType, int status) {
        var answer = client.send("anna", room, files("f", type, ids(contentType, 10)));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 422) {
            assertInvalid(answer, "/attachmentIds", "wrong-content-type");
        }
    }

    @Test
    void attachmentsThatAreNotUsableAreRefused() {
        media.is(Mood.REFUSING);

        var answer = client.send("anna", room, files("f", "file", List.of("text_plain-1")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("attachment-not-usable");
        assertThat(client.seqs(room)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BROKEN", "SILENT"})
    void f12_mediaServiceThatDoesNotAnswerIsARetryableRefusalAndRepeatsDoNotNeedIt(String mood) {
        var sent = files("before", "file", List.of("text_plain-1"));
        client.send("anna", room, sent);
        media.is(Mood.valueOf(mood));

        var begin = System.nanoTime();
        var answer = client.send("anna", room, files("f", "file", List.of("text_plain-2")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(answer.body().path("retryAfterMs").asLong()).isPositive();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        var repeat = client.send("anna", room, sent);
        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.seq()).isEqualTo(4);
        assertThat(client.send("anna", room, Client.text("t", "Text needs no media")).status()).isEqualTo(201);
    }

    @Test
    void t29_outsiderLearnsNothingAndClaimsNothing() {
        for (var message : List.of(Client.text("m", "x"), with(Client.text("m", "x"), "replyTo", 1),
                files("m", "file", List.of("text_plain-1")))) {
            var there = client.send("stranger", room, message);
            assertThat(there.status()).isEqualTo(404);
            assertThat(there.code()).isEqualTo("room-not-found");
            assertThat(client.send("stranger", "no-such-room", message).body().path("detail"))
                    .isEqualTo(there.body().path("detail"));
        }
        assertThat(client.send("anna", "bad id", Client.text("m", "x")).code()).isEqualTo("room-not-found");
        assertThat(media.claims()).isEmpty();
    }

    @Test
    void messageRightAfterJoiningIsAccepted() {
        for (int i = 0; i < 20; i++) {
            client.append(room, List.of(Client.entry("j" + i + ":0", "member.added", "anna",
                    Map.of("userId", "new-" + i, "role", "member")))).expectStatus().isOk();
            assertThat(client.send("new-" + i, room, Client.text("m", "Hello")).status()).isEqualTo(201);
        }
    }

    private static Map<String, Object> files(String clientId, String type, List<String> ids) {
        return Map.of("clientId", clientId, "type", type, "attachmentIds", ids);
    }

    private static List<String> ids(String contentType, int count) {
        return IntStream.range(0, count).mapToObj(i -> contentType + "-" + i).toList();
    }

    private static Map<String, Object> with(Map<String, Object> message, String field, Object value) {
        var more = new HashMap<>(message);
        more.put(field, value);
        return more;
    }

    private static void assertInvalid(Answer answer, String pointer, String code) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("invalid");
        assertThat(answer.body().path("errors")).anySatisfy(error -> {
            assertThat(error.path("pointer").asString()).isEqualTo(pointer);
            assertThat(error.path("code").asString()).isEqualTo(code);
        });
    }
}
