package io.whispra.message.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTest extends ServiceTest {

    private final String room = unique("history");

    @Test
    void latestPageEndsAtTheHeadAndPagesGoBackToTheFirstMessage() {
        messages(10);

        var latest = page("?limit=4");
        assertThat(seqs(latest)).containsExactly(9L, 10L, 11L, 12L);
        assertThat(latest.body().path("asOfSeq").asLong()).isEqualTo(12);
        assertThat(latest.body().path("hasMore").asBoolean()).isTrue();
        var earlier = page("?limit=4&before=" + latest.body().path("next").asLong());
        assertThat(seqs(earlier)).containsExactly(5L, 6L, 7L, 8L);
        var first = page("?limit=4&before=" + earlier.body().path("next").asLong());
        assertThat(seqs(first)).containsExactly(3L, 4L);
        assertThat(first.body().path("hasMore").asBoolean()).isFalse();
        assertThat(first.body().has("next")).isFalse();
    }

    @Test
    void pagesGoOnFromASeqToTheHead() {
        messages(10);

        var first = page("?limit=6&after=0");
        assertThat(seqs(first)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
        var last = page("?limit=6&after=" + first.body().path("next").asLong());
        assertThat(seqs(last)).containsExactly(9L, 10L, 11L, 12L);
        assertThat(last.body().path("hasMore").asBoolean()).isFalse();
        var beyond = page("?after=12");
        assertThat(seqs(beyond)).isEmpty();
        assertThat(beyond.body().path("hasMore").asBoolean()).isFalse();
        assertThat(seqs(page("?after=999999999999"))).isEmpty();
        assertThat(seqs(page("?before=0"))).isEmpty();
        assertThat(seqs(page("?before=999999999999&limit=1"))).containsExactly(12L);
    }

    @Test
    void pageAroundASeqHasWhatIsBeforeAndAfterIt() {
        messages(10);

        assertThat(seqs(page("?around=8&limit=5"))).containsExactly(6L, 7L, 8L, 9L, 10L);
        assertThat(seqs(page("?around=3&limit=5"))).containsExactly(3L, 4L, 5L, 6L, 7L);
        var end = page("?around=12&limit=5");
        assertThat(seqs(end)).containsExactly(10L, 11L, 12L);
        assertThat(end.body().path("hasMore").asBoolean()).isFalse();
        assertThat(seqs(page("?around=8&limit=1"))).containsExactly(8L);
    }

    @Test
    void whatHappenedToTheRoomStandsBetweenMessagesWhereThatIsAskedFor() {
        messages(2);
        roles(1, 1);
        assertThat(client.react("anna", "/api/v1/rooms/" + room + "/messages/3", "👍", "like").status()).isEqualTo(200);

        assertThat(seqs(page("?system=true"))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(page("?system=true").body().path("messages").get(4).path("kind").asString())
                .isEqualTo("room.updated");
        assertThat(seqs(page("?system=true&around=4&limit=3"))).containsExactly(3L, 4L, 5L);
        assertThat(seqs(page("?system=false"))).containsExactly(3L, 4L);
        assertThat(page("?system=perhaps").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=201", "limit=1000000000", "before=-1", "after=-1",
            "around=1000000000000", "before=1&after=1", "before=1&around=1"})
    void t38_unacceptableBoundsAreRefused(String query) {
        client.newRoom(room, "anna");
        assertThat(page("?" + query).status()).isEqualTo(422);
        assertThat(page("?" + query).code()).isEqualTo("invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=x", "before=1.5", "after=99999999999999999999", "around=%7B%22$ne%22:1%7D"})
    void t66_boundsThatAreNoNumbersAreMalformed(String query) {
        client.newRoom(room, "anna");
        assertThat(page("?" + query).status()).isEqualTo(400);
        assertThat(page("?" + query).code()).isEqualTo("malformed");
    }

    @Test
    void limitOfTwoHundredIsServed() {
        client.newRoom(room, "anna");
        roles(1, 250);
        assertThat(entries("?limit=200").body().path("entries")).hasSize(200);
        assertThat(entries("?limit=201").status()).isEqualTo(422);
    }

    @Test
    void t38_pageLooksAtAThousandEntriesAtMostAndMayBeEmptyWithMoreBehindIt() {
        messages(2);
        roles(1, 1000);
        client.append(room, List.of(role(1001))).expectStatus().isOk();

        var scanned = page("?limit=2");
        assertThat(seqs(scanned)).isEmpty();
        assertThat(scanned.body().path("hasMore").asBoolean()).isTrue();
        assertThat(scanned.body().path("next").asLong()).isEqualTo(6);
        var next = page("?limit=2&before=6");
        assertThat(seqs(next)).containsExactly(3L, 4L);
    }

    @Test
    void t38_whatIsBehindTwoHundredDeletedInARowIsReachable() {
        messages(205);
        Flux.range(6, 200)
                .flatMap(seq -> client.calling("anna", HttpMethod.DELETE,
                        Client.message(room, seq) + "?clientId=d" + seq, null), 16)
                .doOnNext(answer -> assertThat(answer.status()).isEqualTo(200))
                .blockLast(Client.PATIENCE);
        assertThat(client.seqs(room)).hasSize(407);

        var seen = new ArrayList<Long>();
        var next = "";
        for (int pages = 0; pages < 20; pages++) {
            var page = page("?limit=50" + next);
            seen.addAll(seqs(page).reversed());
            if (!page.body().path("hasMore").asBoolean()) {
                break;
            }
            next = "&before=" + page.body().path("next").asLong();
        }
        assertThat(seen).isEqualTo(LongStream.rangeClosed(3, 207).boxed().toList().reversed());
    }

    @Test
    void messageIsReadBySeqAndNothingElseIs() {
        messages(1);

        var message = client.get("anna", "/api/v1/rooms/" + room + "/messages/3");
        assertThat(message.status()).isEqualTo(200);
        assertThat(message.body().path("data").path("content").asString()).isEqualTo("Text 0");
        for (var seq : List.of("1", "2", "4", "0", "-1", "1.5", "x", "999999999999", "99999999999999999999")) {
            var answer = client.get("anna", "/api/v1/rooms/" + room + "/messages/" + seq);
            assertThat(answer.status()).as(seq).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("message-not-found");
        }
    }

    @Test
    void rawLogHasEveryEntryInBothDirections() {
        messages(3);

        var all = entries("?limit=200").body();
        assertThat(all.path("entries")).extracting(entry -> entry.path("kind").asString())
                .containsExactly("room.created", "member.added", "message", "message", "message");
        assertThat(all.path("headSeq").asLong()).isEqualTo(5);
        assertThat(all.path("hasMore").asBoolean()).isFalse();
        var some = entries("?after=1&limit=2").body();
        assertThat(some.path("entries")).extracting(entry -> entry.path("seq").asLong()).containsExactly(2L, 3L);
        assertThat(some.path("hasMore").asBoolean()).isTrue();
        var back = entries("?before=4&limit=2").body();
        assertThat(back.path("entries")).extracting(entry -> entry.path("seq").asLong()).containsExactly(2L, 3L);
        assertThat(back.path("hasMore").asBoolean()).isTrue();
    }

    @Test
    void t29_outsidersAndUnknownRoomsAreAnsweredAlike() {
        messages(3);
        for (var path : List.of("messages", "messages?before=3", "messages/3", "messages/99", "entries",
                "messages?around=2")) {
            var there = client.get("stranger", "/api/v1/rooms/" + room + "/" + path);
            var nowhere = client.get("stranger", "/api/v1/rooms/no-such-room/" + path);
            assertThat(there.status()).as(path).isEqualTo(404);
            assertThat(there.code()).isEqualTo("room-not-found");
            assertThat(withoutTrace(there)).isEqualTo(withoutTrace(nowhere));
        }
        assertThat(client.get("anna", "/api/v1/rooms/bad%20id/messages").code()).isEqualTo("room-not-found");
        assertThat(client.get("anna", "/api/v1/rooms/" + "x".repeat(65) + "/messages").status()).isEqualTo(404);
    }

    @Test
    void t30_formerMemberReadsNothingAndANewOneReadsAll() {
        client.newRoom(room, "anna", "ben");
        client.send("ben", room, Client.text("m", "Text"));
        client.remove(room, "ben", "2");

        assertThat(client.get("ben", "/api/v1/rooms/" + room + "/messages").code()).isEqualTo("room-not-found");
        client.append(room,
                List.of(Client.entry("3:0", "member.added", "anna", Map.of("userId", "cleo", "role", "member"))));
        assertThat(seqs(client.get("cleo", "/api/v1/rooms/" + room + "/messages"))).containsExactly(4L);
    }

    @Test
    void deletedRoomIsNobodysAnyMore() {
        client.newRoom(room, "anna", "ben");
        client.append(room, List.of(Client.entry("2:0", "room.deleted", "anna", Map.of()))).expectStatus().isOk();

        assertThat(client.get("anna", "/api/v1/rooms/" + room + "/messages").status()).isEqualTo(404);
        assertThat(client.send("ben", room, Client.text("m", "Text")).status()).isEqualTo(404);
        assertThat(client.internal("/internal/v1/users/ben/rooms").body().path("rooms"))
                .noneMatch(joined -> joined.path("roomId").asString().equals(room));
    }

    @Test
    void t39_answersAreNotStored() {
        messages(1);
        client.http()
                .get()
                .uri("/api/v1/rooms/{id}/messages", room)
                .headers(headers -> headers.setBearerAuth(client.token("anna")))
                .exchange()
                .expectHeader()
                .value("Cache-Control", value -> assertThat(value).contains("no-store"));
    }

    private void messages(int count) {
        client.newRoom(room, "anna");
        Flux.range(0, count)
                .concatMap(i -> client.sending("anna", room, Client.text("m" + i, "Text " + i)))
                .doOnNext(answer -> assertThat(answer.status()).isEqualTo(201))
                .blockLast(Client.PATIENCE);
    }

    private void roles(int from, int to) {
        client.append(room, IntStream.rangeClosed(from, to).mapToObj(HistoryTest::role).toList()).expectStatus().isOk();
    }

    private static Map<String, Object> role(int version) {
        return Client.entry("r" + version + ":0", "room.updated", "anna", Map.of("name", "Name " + version));
    }

    private Answer page(String query) {
        return client.get("anna", "/api/v1/rooms/" + room + "/messages" + query);
    }

    private Answer entries(String query) {
        return client.get("anna", "/api/v1/rooms/" + room + "/entries" + query);
    }

    private static List<Long> seqs(Answer answer) {
        var seqs = new ArrayList<Long>();
        answer.body().path("messages").forEach(message -> seqs.add(message.path("seq").asLong()));
        return seqs;
    }

    private static Map<String, Object> withoutTrace(Answer answer) {
        var body = new TreeMap<String, Object>();
        answer.body().properties().forEach(field -> body.put(field.getKey(), field.getValue()));
        body.remove("traceId");
        return body;
    }
}
