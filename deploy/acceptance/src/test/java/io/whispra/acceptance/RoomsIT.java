package io.whispra.acceptance;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rooms from their beginning to their end, over REST, with all services at work. */
class RoomsIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @Test
    void aGroupIsDescribedPutAwayAndEnded() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Plans", budi);
        try (var budis = budi.connect(Transport.SOCKET_IO)) {
            ana.api().send("PATCH", Person.room(roomId), Json.object("{'name': 'Plan B', 'description': 'What if'}"))
                    .expect(200);
            var updated = Waiting.until("the update", () -> budis.received("room.event")
                    .filter(entry -> entry.path("kind").asString().equals("room.updated")).findFirst().orElse(null));
            assertThat(updated.path("data").path("description").asString()).isEqualTo("What if");
            assertThat(budi.api().get(Person.room(roomId)).expect(200).path("name").asString()).isEqualTo("Plan B");

            budi.api().send("PATCH", Person.room(roomId) + "/participants/me",
                    Json.object("{'muted': true, 'archived': true}")).expect(200);
            assertThat(ids(budi, "?archived=true")).contains(roomId);
            assertThat(ids(budi, "?archived=false")).doesNotContain(roomId);
            assertThat(ids(ana, "?archived=false")).contains(roomId);

            ana.api().delete(Person.room(roomId)).expect(204);
            assertThat(budis.await("room.removed").path("reason").asString()).isEqualTo("deleted");
            assertThat(budi.api().get(Person.room(roomId)).code()).isEqualTo("room-not-found");
            assertThat(ana.api().get(Person.room(roomId) + "/messages").code()).isEqualTo("room-not-found");
            assertThat(ids(ana, "")).doesNotContain(roomId);
        }
    }

    @Test
    void t37ANewcomerSeesWhatTheRoomsSettingAllows() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.api().post("/api/v1/rooms",
                Json.object("{'clientId': '%s', 'type': 'group', 'name': 'From now on', 'history': 'joined'}",
                        UUID.randomUUID()))
                .expect(201).path("id").asString();
        var before = say(ana, roomId, "Before Budi", 0);
        ana.api().post(Person.room(roomId) + "/participants", Json.object("{'userId': '%s'}", budi.id())).expect(201);
        say(ana, roomId, "After Budi", before);

        var page = budi.api().get(Person.room(roomId) + "/messages").expect(200).path("messages");
        assertThat(page).hasSize(1);
        assertThat(page.get(0).path("data").path("content").asString()).isEqualTo("After Budi");
        assertThat(page.get(0).has("quote")).isFalse();
        assertThat(budi.api().get(Person.room(roomId) + "/messages/" + before).code()).isEqualTo("message-not-found");
        assertThat(budi.api().get(Person.room(roomId) + "/entries?after=0").expect(200).toString())
                .doesNotContain("Before Budi");
        assertThat(budi.api().get("/api/v1/search?q=before").expect(200).path("hits")).isEmpty();
        try (var budis = budi.connect(Transport.PLAIN_WEBSOCKET)) {
            assertThat(
                    budis.request("room.fetch", Json.object("{'roomId': '%s', 'after': 0}", roomId)).join().toString())
                    .contains("After Budi").doesNotContain("Before Budi");
            // Who has nothing of the room loads its latest page.
            var sync = budis.request("sync", Json.object("{'rooms': {'%s': 0}}", roomId)).join().path("data");
            assertThat(sync.path("limited").get(0).asString()).isEqualTo(roomId);
            assertThat(sync.toString()).doesNotContain("Before Budi");
        }
        assertThat(ana.api().get(Person.room(roomId) + "/messages").expect(200).path("messages")).hasSize(2);
    }

    @Test
    void wordsAreFoundInOnesOwnRoomsOnly() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var eve = whispra.person("Eve");
        var word = "Žluťoučký" + UUID.randomUUID().toString().replace("-", "");
        var one = ana.group("One", budi);
        var two = ana.group("Two");
        var first = say(ana, one, "A " + word + " horse", 0);
        say(ana, two, "Another " + word.toUpperCase(Locale.ROOT), 0);
        say(ana, one, "東京へ行きます", 0);

        var found = ana.api().get("/api/v1/search?q=" + word.replace("Žluťoučký", "zlutoucky")).expect(200)
                .path("hits");
        assertThat(found).extracting(hit -> hit.path("message").path("roomId").asString()).containsExactly(two, one);
        var hit = found.get(1);
        var mark = hit.path("highlights").get(0);
        assertThat(hit.path("message").path("data").path("content").asString().substring(mark.path("start").asInt(),
                mark.path("end").asInt())).isEqualTo(word);
        assertThat(hits(budi, "/api/v1/search?q=zlutoucky" + word.substring(9))).hasSize(1);
        assertThat(hits(eve, "/api/v1/search?q=zlutoucky" + word.substring(9))).isEmpty();
        assertThat(hits(ana, Person.room(one) + "/search?q=%E6%9D%B1%E4%BA%AC")).hasSize(1);
        assertThat(eve.api().get(Person.room(one) + "/search?q=horse").code()).isEqualTo("room-not-found");
        var around = ana.api().get(Person.room(one) + "/messages?limit=1&around=" + first).expect(200).path("messages");
        assertThat(around.get(0).path("seq").asLong()).isEqualTo(first);

        ana.api().delete(Person.room(one) + "/messages/" + first + "?clientId=gone").expect(200);
        assertThat(hits(budi, "/api/v1/search?q=zlutoucky" + word.substring(9))).isEmpty();
    }

    @Test
    void unreadAndMentionsAreTheSameOnEveryDevice() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Counts", budi);
        for (var n = 0; n < 3; n++) {
            var message = Person.text(roomId, "m" + n, "Hello");
            message.putArray("mentions").add(budi.id());
            ana.api().post(Person.room(roomId) + "/messages", message).expect(201);
        }
        counts(budi, roomId, 3, 3);
        var middle = Log.read(budi, roomId).reversed().get(1).path("seq").asLong();
        var answer = budi.api().put(Person.room(roomId) + "/read", Json.object("{'seq': %d}", middle)).expect(200);
        assertThat(answer.path("unread").asInt()).isEqualTo(1);
        assertThat(answer.path("mentions").asInt()).isEqualTo(1);
        counts(budi, roomId, 1, 1);
        say(budi, roomId, "My own", 0);
        counts(budi, roomId, 0, 0);
        var seen = ana.api().get(Person.room(roomId) + "/participants/" + budi.id()).expect(200).path("lastReadSeq");
        assertThat(seen.asLong()).isEqualTo(middle + 2);
    }

    @Test
    void t51NothingThatPeopleWriteMakesTheServerFetchAnything() throws Exception {
        var ana = whispra.person("Ana");
        var roomId = ana.group("Links");
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(2_000);
            var link = "http://127.0.0.1:" + listener.getLocalPort() + "/a.png";
            say(ana, roomId, "Look: " + link + " ![x](" + link + ")", 0);
            for (var field : List.of("avatarUrl", "avatarId", "description")) {
                var change = Json.object().put(field, link);
                ana.api().send("PATCH", "/api/v1/me", change);
                ana.api().send("PATCH", Person.room(roomId), change);
            }
            ana.api().send("PATCH", "/api/v1/me", Json.object().put("name", "Ana " + link));
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(ana.api().get("/api/v1/me").expect(200).has("avatarUrl")).isFalse();
        assertThat(ana.api().get(Person.room(roomId)).expect(200).has("avatarUrl")).isFalse();
    }

    @Test
    void t69TextIsGivenBackAsItWasWrittenAndNeverAsAPage() throws Exception {
        var ana = whispra.person("Ana");
        var roomId = ana.group("<img src=x onerror=alert(1)>");
        var hostile = List.of("<script>alert(1)</script>", "[x](javascript:alert(1))", "\"><svg/onload=alert(1)>",
                "{{constructor.constructor('alert(1)')()}}", "\u2028</script><b>");
        hostile.forEach(text -> say(ana, roomId, text, 0));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(whispra.base() + Person.room(roomId) + "/messages"))
                            .header("Authorization", "Bearer " + ana.token()).header("Accept", "text/html,*/*").build(),
                    BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).contains("script-src 'self'");
        }
        assertThat(Log.contents(Log.read(ana, roomId))).containsExactlyElementsOf(hostile);
    }

    private static void counts(Person person, String roomId, int unread, int mentions) {
        Waiting.until(unread + " unread", () -> {
            var room = person.api().get(Person.room(roomId)).expect(200);
            return room.path("unread").asInt() == unread && room.path("mentions").asInt() == mentions ? room : null;
        });
    }

    private static long say(Person person, String roomId, String content, long replyTo) {
        var message = Person.text(roomId, UUID.randomUUID().toString(), content);
        if (replyTo > 0) {
            message.put("replyTo", replyTo);
        }
        return person.api().post(Person.room(roomId) + "/messages", message).expect(201).path("message").path("seq")
                .asLong();
    }

    private static JsonNode hits(Person person, String path) {
        return person.api().get(path).expect(200).path("hits");
    }

    private static List<String> ids(Person person, String query) {
        var ids = new ArrayList<String>();
        person.api().get("/api/v1/rooms" + query).expect(200).path("rooms")
                .forEach(room -> ids.add(room.path("id").asString()));
        return ids;
    }
}
