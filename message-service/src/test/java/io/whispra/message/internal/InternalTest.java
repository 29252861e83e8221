package io.whispra.message.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData.MessageDeleted;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

class InternalTest extends ServiceTest {

    private static final String APPEND = "room-log:append";

    private final String room = unique("internal");

    @Autowired
    private Messages messages;

    @Test
    void entriesAreNumberedInTheirOrderAndARepeatIsTheSameAnswer() {
        var entries = List.of(
                Client.entry("1:0", "room.created", "anna", Map.of("type", "private")),
                Client.entry("1:1", "member.added", "anna", Map.of("userId", "anna", "role", "admin")),
                Client.entry("1:2", "member.added", "anna", Map.of("userId", "ben", "role", "admin")));
        for (int i = 0; i < 2; i++) {
            client.append(room, entries).expectStatus().isOk().expectBody().json("""
                    {"entries": [{"clientId": "1:0", "seq": 1, "number": 0}, {"clientId": "1:1", "seq": 2, "number": 0},
                    {"clientId": "1:2", "seq": 3, "number": 0}]}""");
        }
        assertThat(client.log(room).getFirst()).hasToString("{\"roomId\":\"" + room + "\",\"seq\":1,\"number\":0,"
                + "\"kind\":\"room.created\",\"at\":\"" + client.log(room).getFirst().path("at").asString()
                + "\",\"actor\":\"anna\",\"data\":{\"type\":\"private\"}}");
    }

    @Test
    void listThatBeginsWithARepeatGoesOnWithWhatIsNew() {
        client.newRoom(room, "anna");
        client.append(room, List.of(
                Client.entry("1:1", "member.added", "anna", Map.of("userId", "anna", "role", "admin")),
                Client.entry("2:0", "room.updated", "anna", Map.of("name", "New"))))
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"entries": [{"clientId": "1:1", "seq": 2}, {"clientId": "2:0", "seq": 3}]}""");
    }

    @Test
    void whatAMemberDoesNotMayAServiceAppendForThem() {
        client.newRoom(room, "anna", "ben");
        client.remove(room, "ben", "2");
        client.append(room,
                List.of(Client.entry("3:0", "member.removed", "stranger", Map.of("userId", "ben", "reason", "left")),
                        Client.entry("3:1", "member.role", "ben", Map.of("userId", "ben", "role", "admin"))))
                .expectStatus().isOk();
        assertThat(client.internal("/internal/v1/rooms/" + room + "/members/ben").status()).isEqualTo(404);
    }

    @Test
    void thousandEntriesAreAppendedAtOnceAndNotOneMore() {
        client.append(room, added(1001)).expectStatus().isEqualTo(422);
        client.append(room, added(1000)).expectStatus().isOk();

        assertThat(client.internal("/internal/v1/rooms/" + room + "/members/user-999").body().path("fromSeq").asLong())
                .isEqualTo(1000);
        assertThat(client.log(room)).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"entries\":{}}", "{\"entries\":[{\"kind\":\"unheard.of\"}]}",
            "{\"entries\":[{\"clientId\":1,\"kind\":\"room.deleted\",\"actor\":\"a\",\"data\":{}}]}",
            "{\"entries\":[{\"clientId\":\"1:0\",\"kind\":\"member.added\",\"actor\":\"a\",\"data\":{\"userId\":\"a\",\"role\":\"god\"}}]}",
            "{\"entries\":[{\"clientId\":\"1:0\",\"kind\":\"member.added\",\"actor\":\"a\",\"data\":{\"userId\":{\"$ne\":1},\"role\":\"member\"}}]}"})
    void t66_wrongJsonIsMalformed(String body) {
        post(body, client.serviceToken(APPEND)).expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"entries\":[]}", "{\"entries\":[null]}",
            "{\"entries\":[{\"clientId\":\"1:0\",\"kind\":\"room.deleted\",\"actor\":\"a\"}]}",
            "{\"entries\":[{\"clientId\":\"a b\",\"kind\":\"room.deleted\",\"actor\":\"a\",\"data\":{}}]}",
            "{\"entries\":[{\"clientId\":\"1:0\",\"kind\":\"room.deleted\",\"actor\":\"\",\"data\":{}}]}",
            "{\"entries\":[{\"clientId\":\"1:0\",\"kind\":\"member.added\",\"actor\":\"a\",\"data\":{\"userId\":\"a\"}}]}",
            "{\"entries\":[{\"clientId\":\"1:0\",\"kind\":\"member.added\",\"actor\":\"a\",\"data\":{\"userId\":\"a:b\",\"role\":\"member\"}}]}",
            "{\"entries\":[{\"clientId\":\"1:0\",\"kind\":\"message\",\"actor\":\"a\",\"data\":{\"type\":\"text\",\"content\":\"x\"}}]}"})
    void unacceptableEntriesAreRefusedAndNothingIsAppended(String body) {
        post(body, client.serviceToken(APPEND)).expectStatus().isEqualTo(422);
        assertThat(client.log(room)).isEmpty();
    }

    @Test
    void settingsOfARoomAreInItsLogAsTheyWereGiven() {
        var picture = "/api/v1/attachments/0198c0de-0000-7000-8000-00000000f001/content";
        client.append(room, List.of(
                Client.entry("1:0", "room.created", "anna",
                        Map.of("type", "group", "name", "n".repeat(200), "description", "\ud83c\udf32".repeat(500),
                                "avatarUrl", picture, "history", "joined")),
                Client.entry("2:0", "room.updated", "anna", Map.of("description", "", "avatarUrl", "")),
                Client.entry("3:0", "room.updated", "anna", Map.of("history", "shared"))))
                .expectStatus().isOk();

        var log = client.log(room);
        assertThat(log.getFirst().path("data").path("history").asString()).isEqualTo("joined");
        assertThat(log.getFirst().path("data").path("avatarUrl").asString()).isEqualTo(picture);
        assertThat(log.get(1).path("data")).hasToString("{\"description\":\"\",\"avatarUrl\":\"\"}");
        assertThat(log.get(2).path("data")).hasToString("{\"history\":\"shared\"}");
    }

    @Test
    void settingsBeyondTheirBoundsAreRefused() {
        for (var settings : List.of(Map.of("name", "n".repeat(201)), Map.of("description", "d".repeat(501)),
                Map.of("avatarUrl", "https://elsewhere.example/a.png"),
                Map.of("avatarUrl", "/api/v1/attachments/" + "a".repeat(65) + "/content"))) {
            client.append(room, List.of(Client.entry("2:0", "room.updated", "anna", settings)))
                    .expectStatus().isEqualTo(422)
                    .expectBody().jsonPath("$.errors[0].pointer")
                    .isEqualTo("/entries/0/data/" + settings.keySet().iterator().next());
        }
        client.append(room, List.of(Client.entry("2:0", "room.updated", "anna", Map.of("history", "secret"))))
                .expectStatus().isBadRequest();
        assertThat(client.log(room)).isEmpty();
    }

    @Test
    void tooLargeABodyIsRefused() {
        post("{\"x\":\"" + "y".repeat(1 << 20) + "\"}", client.serviceToken(APPEND)).expectStatus().isEqualTo(413);
    }

    @Test
    void onlyServicesWithTheScopeMayAppend() {
        var body = "{\"entries\":[]}";
        post(body, client.serviceToken("room-log:read")).expectStatus().isForbidden();
        post(body, client.token("anna")).expectStatus().isForbidden();
        post(body, issuer.token(claims -> claims.claim("scope", APPEND))).expectStatus().isForbidden();
        post(body, "no-token").expectStatus().isUnauthorized();
    }

    @Test
    void onlyServicesWithTheScopeMayRead() {
        for (var path : List.of("/internal/v1/rooms/r/entries?from=1&to=2", "/internal/v1/rooms/r/members/anna",
                "/internal/v1/rooms/r/messages?senderId=anna&clientId=m",
                "/internal/v1/users/anna/rooms")) {
            assertThat(client.get("anna", path).status()).isEqualTo(403);
            client.http()
                    .get()
                    .uri(path)
                    .headers(headers -> headers.setBearerAuth(client.serviceToken(APPEND)))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    @Test
    void serviceMayNotActAsAPerson() {
        client.newRoom(room, "anna");
        client.http()
                .get()
                .uri("/api/v1/rooms/{id}/messages", room)
                .headers(headers -> headers.setBearerAuth(client.serviceToken("room-log:read")))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void entriesAreReadFromTo() {
        client.newRoom(room, "anna", "ben");

        var answer = client.internal("/internal/v1/rooms/" + room + "/entries?from=2&to=1001").body();
        assertThat(answer.path("entries")).extracting(entry -> entry.path("seq").asLong()).containsExactly(2L, 3L);
        assertThat(answer.path("headSeq").asLong()).isEqualTo(3);
        assertThat(answer.path("headNumber").asLong()).isZero();
        assertThat(client.internal("/internal/v1/rooms/no-such-room/entries?from=1&to=5").body())
                .hasToString("{\"entries\":[],\"headSeq\":0,\"headNumber\":0}");
        for (var bounds : List.of("from=0&to=5", "from=5&to=4", "from=1&to=1001")) {
            assertThat(client.internal("/internal/v1/rooms/" + room + "/entries?" + bounds).status()).isEqualTo(422);
        }
        assertThat(client.internal("/internal/v1/rooms/" + room + "/entries?from=x&to=1").status()).isEqualTo(400);
        assertThat(client.internal("/internal/v1/rooms/" + room + "/entries").status()).isEqualTo(400);
    }

    @Test
    void membershipIsToldWithRoleAndBeginning() {
        client.newRoom(room, "anna", "ben");
        client.append(room,
                List.of(Client.entry("2:0", "member.role", "anna", Map.of("userId", "ben", "role", "admin"))));
        client.send("anna", room, Client.text("m", "x"));

        assertThat(client.internal("/internal/v1/rooms/" + room + "/members/ben").body())
                .hasToString("{\"roomId\":\"" + room
                        + "\",\"userId\":\"ben\",\"role\":\"admin\",\"fromSeq\":3,\"historyFrom\":1,\"headSeq\":5,\"number\":1}");
        for (var member : List.of("stranger", "bad%20id")) {
            var answer = client.internal("/internal/v1/rooms/" + room + "/members/" + member);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-a-member");
        }
    }

    @Test
    void messageIsFoundByWhatItWasSentUnder() {
        client.newRoom(room, "anna", "ben");
        client.send("anna", room, Client.text("first", "x"));
        client.send("ben", room, Client.text("first", "y"));
        client.delete("ben", Client.message(room, 5), "gone");

        assertThat(message("anna", "first").body()).hasToString("{\"seq\":4,\"deleted\":false}");
        assertThat(message("ben", "first").body()).hasToString("{\"seq\":5,\"deleted\":true}");
    }

    @Test
    void deleteThatAnotherInstanceJustAppendedCounts() {
        client.newRoom(room, "anna");
        client.send("anna", room, Client.text("first", "x"));
        messages.insert(List.of(new Entry(new EntryId(room, 4), 1, Author.person("anna"), "gone", "hash",
                Instant.parse("2026-01-02T03:04:05.678Z"), new MessageDeleted(3), true))).block(Client.PATIENCE);

        assertThat(message("anna", "first").body()).hasToString("{\"seq\":3,\"deleted\":true}");
    }

    @Test
    void whatIsNoMessageOfTheSenderIsNotFound() {
        client.newRoom(room, "anna", "ben");
        client.send("anna", room, Client.text("first", "x"));
        client.react("anna", Client.message(room, 4), "\ud83d\udc4d", "like");

        for (var unknown : List.of(message("anna", "second"), message("ben", "first"), message("anna", "like"),
                client.internal("/internal/v1/rooms/no-such-room/messages?senderId=anna&clientId=first"),
                client.internal("/internal/v1/rooms/bad%20id/messages?senderId=anna&clientId=first"))) {
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.code()).isEqualTo("message-not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"senderId=&clientId=m", "senderId=anna&clientId=", "senderId=an%20na&clientId=m",
            "senderId=anna&clientId=%24ne", "senderId=anna&clientId=%00", "senderId=anna&clientId=m&clientId=n"})
    void idsThatCannotBeAreNotLookedFor(String ids) {
        assertThat(client.internal("/internal/v1/rooms/" + room + "/messages?" + ids).status()).isEqualTo(422);
    }

    @Test
    void idsOfAMessageAreBoundedAndRequired() {
        var path = "/internal/v1/rooms/" + room + "/messages?";
        assertThat(message("a".repeat(64), "m").status()).isEqualTo(404);
        assertThat(message("a".repeat(65), "m").status()).isEqualTo(422);
        assertThat(message("anna", "m".repeat(65)).status()).isEqualTo(422);
        assertThat(client.internal(path + "senderId=anna").status()).isEqualTo(400);
        assertThat(client.internal(path + "clientId=m").status()).isEqualTo(400);
    }

    private Client.Answer message(String senderId, String clientId) {
        return client
                .internal("/internal/v1/rooms/" + room + "/messages?senderId=" + senderId + "&clientId=" + clientId);
    }

    @Test
    void roomsOfAPersonAreThoseThatTheyAreInNow() {
        var user = unique("wanderer");
        var left = unique("internal");
        var rejoined = unique("internal");
        client.newRoom(room, "anna", user);
        client.newRoom(left, "anna", user);
        client.newRoom(rejoined, "anna", user);
        client.remove(left, user, "2");
        client.remove(rejoined, user, "2");
        client.append(rejoined,
                List.of(Client.entry("3:0", "member.added", "anna", Map.of("userId", user, "role", "member"))));
        client.send(user, room, Client.text("m", "x"));

        var answer = client.internal("/internal/v1/users/" + user + "/rooms").body();
        assertThat(answer.path("epoch").asString()).isNotEmpty();
        assertThat(answer.path("rooms")).extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "{\"roomId\":\"" + room + "\",\"headSeq\":4,\"number\":1,\"fromSeq\":3,\"historyFrom\":1}",
                        "{\"roomId\":\"" + rejoined + "\",\"headSeq\":5,\"number\":0,\"fromSeq\":5,\"historyFrom\":1}");
        assertThat(client.internal("/internal/v1/users/stranger/rooms").body().path("rooms")).isEmpty();
    }

    private static List<Map<String, Object>> added(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Client.entry("1:" + i, "member.added", "anna",
                        Map.of("userId", "user-" + i, "role", "member")))
                .toList();
    }

    private ResponseSpec post(String body, String token) {
        return client.http()
                .post()
                .uri("/internal/v1/rooms/{id}/entries", room)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
