package io.whispra.message.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.ServiceTest;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Findings;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Reads;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Anna and Ben are in the room; its first message has the seq 4. */
class SearchTest extends ServiceTest {

    @Autowired
    private ReactiveMongoTemplate database;
    @Autowired
    private Messages messages;
    @Autowired
    private Reads reads;
    @Autowired
    private Findings findings;
    @Autowired
    private Highlights highlights;
    @Autowired
    private Cursor cursors;
    @Autowired
    private SearchProperties properties;

    private final String room = unique("search");
    private final String ben = unique("ben");

    @Test
    void messagesThatHaveAllWordsAreFoundLatestFirstWithTheirPlaces() {
        said("The meeting is at NOON", "No meeting today", "🎄 Réunion: the Meeting at noon", "noon");

        var found = search("meeting noon");
        assertThat(seqs(found)).containsExactly(6L, 4L);
        assertThat(found.body().path("hasMore").asBoolean()).isFalse();
        assertThat(found.body().has("next")).isFalse();
        assertThat(found.body().path("hits").get(1).toString()).contains("\"content\":\"The meeting is at NOON\"")
                .endsWith("\"highlights\":[{\"start\":4,\"end\":11},{\"start\":18,\"end\":22}]}");
        assertThat(seqs(search("REUNION"))).containsExactly(6L);
        assertThat(marked(search("reunion").body().path("hits").get(0))).containsExactly("Réunion");
        assertThat(seqs(search("meet"))).isEmpty();
    }

    @Test
    void writingWithoutSpacesIsFoundInTheMiddle() {
        said("明日は東京へ行きます", "京都の東");

        assertThat(seqs(search("東京"))).containsExactly(4L);
        assertThat(seqs(search("京"))).containsExactly(5L, 4L);
        assertThat(marked(search("は東京へ").body().path("hits").get(0))).containsExactly("は東京へ");
    }

    @Test
    void editedMessageIsFoundByItsNewWordsAndADeletedOneByNone() {
        said("old words", "other words");
        client.react("anna", Client.message(room, 4), "\ud83d\udc4d", "r");
        client.edit(ben, Client.message(room, 4), "e", "new words");
        client.react("anna", Client.message(room, 4), "\u2764\ufe0f", "r2");

        assertThat(seqs(search("old"))).isEmpty();
        assertThat(seqs(search("new"))).containsExactly(4L);
        assertThat(marked(search("new").body().path("hits").get(0))).containsExactly("new");
        client.delete(ben, Client.message(room, 4), "d");
        for (var word : List.of("old", "new", "words")) {
            assertThat(seqs(search(word))).doesNotContain(4L);
        }
        var stored = database.findById(room + ":000000000004", Document.class, "messages")
                .blockOptional(Client.PATIENCE).orElseThrow();
        assertThat(stored.get("words", Document.class).keySet()).containsExactly("seq");
    }

    @Test
    void editThatIsAppliedAgainLateDoesNotBringItsWordsBack() {
        said("original");
        client.edit(ben, Client.message(room, 4), "e1", "first");
        // Whoever searches has applied it.
        assertThat(seqs(search("first"))).containsExactly(4L);
        var early = messages.find(List.of(new EntryId(room, 4))).blockOptional(Client.PATIENCE).orElseThrow();
        client.edit(ben, Client.message(room, 4), "e2", "second");
        assertThat(seqs(search("second"))).containsExactly(4L);

        messages.fold(early.getFirst()).block(Client.PATIENCE);

        assertThat(seqs(search("second"))).containsExactly(4L);
        assertThat(seqs(search("first"))).isEmpty();
    }

    @Test
    void t30_whoIsRemovedWhileItIsLookedIsToldNothing() {
        said("needle");
        var cut = new Searching(reads, new Findings() {
            @Override
            public Mono<List<Entry>> inRoom(Place place, long before, Wanted wanted) {
                return findings.inRoom(place, before, wanted).delayUntil(_ -> removal("91"));
            }

            @Override
            public Mono<List<Entry>> inRooms(List<Place> rooms, @Nullable Moment before, Wanted wanted) {
                return findings.inRooms(rooms, before, wanted).delayUntil(found -> {
                    assertThat(found).hasSize(1);
                    return removal("90");
                });
            }
        }, highlights, cursors, properties);
        var query = Query.of("needle", null, null, properties);

        StepVerifier.create(cut.everywhere(ben, query, Set.of("needle")))
                .assertNext(page -> assertThat(page.hits()).isEmpty())
                .expectComplete()
                .verify(Client.PATIENCE);
        client.append(room,
                List.of(Client.entry("90:5", "member.added", "anna", Map.of("userId", ben, "role", "member"))));
        StepVerifier.create(cut.inRoom(room, ben, query, Set.of("needle")))
                .expectErrorMatches(error -> error instanceof Refusal refusal
                        && refusal.type() == ProblemType.ROOM_NOT_FOUND)
                .verify(Client.PATIENCE);
    }

    private Mono<Void> removal(String version) {
        return Mono.<Void>fromRunnable(() -> client.remove(room, ben, version))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** The other instance gives up at once. */
    @Test
    void t67_slowSearchIsRefusedAsRetryableAndWhatAnotherInstanceEditsOrDeletesIsFoundAsItIs() {
        said("one thing", "another thing");
        assertThat(seqs(search("thing"))).containsExactly(5L, 4L);
        try (var instance = instanceOn(kafka.bootstrapServers(), "whispra.search.max-time=0ms")) {
            var other = clientOf(instance);
            Awaitility.await().until(() -> other.get(ben, Client.message(room, 4)).status() == 200);
            for (var path : List.of("/api/v1/rooms/" + room + "/search", "/api/v1/search")) {
                // Even so the store may be faster at times.
                var answer = Awaitility.await().until(() -> other.get(ben, path + "?q=thing"),
                        given -> given.status() != 200);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("unavailable");
                assertThat(answer.body().path("retryAfterMs").asLong()).isPositive();
            }
            for (int i = 0; i < 10; i++) {
                other.edit(ben, Client.message(room, 4), "e" + i, "text" + i);
                assertThat(seqs(search("text" + i))).containsExactly(4L);
            }
            other.delete(ben, Client.message(room, 5), "d");
            assertThat(seqs(search("thing"))).isEmpty();
        }
    }

    @Test
    void fileIsFoundByItsName() {
        client.newRoom(room, "anna", ben);
        client.send(ben, room, Map.of("clientId", "m", "type", "image", "content", "Look",
                "attachmentIds", List.of("image_png-1")));

        var found = search("look file");
        assertThat(seqs(found)).containsExactly(4L);
        assertThat(marked(found.body().path("hits").get(0))).containsExactly("Look");
    }

    @Test
    void t38_pagesGoOnWhereTheLastOneEndedAndCursorsAreBound() {
        var other = unique("search");
        client.newRoom(other, "anna", ben);
        said("a word", "a word", "a word", "a word", "a word");
        var first = search("word", "&limit=2");
        assertThat(seqs(first)).containsExactly(8L, 7L);
        assertThat(first.body().path("hasMore").asBoolean()).isTrue();
        var next = "&cursor=" + first.body().path("next").asString();
        client.delete(ben, Client.message(room, 6), "d");
        assertThat(seqs(search("word", "&limit=2" + next))).containsExactly(5L, 4L);

        client.http().get().uri("/api/v1/rooms/{id}/search?q={q}&limit=2", room, "a word&more")
                .headers(headers -> headers.setBearerAuth(client.token(ben)))
                .exchange().expectHeader().doesNotExist("Link");
        client.http().get().uri("/api/v1/rooms/{id}/search?q={q}&limit=2", room, "a & word")
                .headers(headers -> headers.setBearerAuth(client.token(ben)))
                .exchange().expectHeader()
                .value("Link", link -> assertThat(link).startsWith("<?q=a%20%26%20word&limit=2&cursor=")
                        .endsWith(">; rel=\"next\""));

        assertThat(search("words", next).status()).isEqualTo(400);
        assertThat(client.get("anna", "/api/v1/rooms/" + room + "/search?q=word" + next).code()).isEqualTo("malformed");
        assertThat(client.get(ben, "/api/v1/rooms/" + other + "/search?q=word" + next).code()).isEqualTo("malformed");
        assertThat(client.get(ben, "/api/v1/search?q=word" + next).code()).isEqualTo("malformed");
        for (var cursor : List.of("x", "%00", "a".repeat(600), "e30")) {
            assertThat(search("word", "&cursor=" + cursor).status()).as(cursor).isEqualTo(400);
        }
    }

    @Test
    void allRoomsOfAPersonAreSearchedAndNoOthers() {
        var mine = unique("search");
        var left = unique("search");
        var foreign = unique("search");
        for (var each : List.of(room, mine, left)) {
            client.newRoom(each, "anna", ben);
        }
        client.newRoom(foreign, "anna");
        client.append(mine, List.of(Client.entry("5:0", "room.updated", "anna", Map.of("history", "joined"))));
        for (int i = 0; i < 3; i++) {
            for (var each : List.of(room, mine, left, foreign)) {
                client.send("anna", each, Client.text("m" + i, "needle " + i));
            }
        }
        client.remove(left, ben, "9");
        client.remove(mine, ben, "9");
        client.append(mine,
                List.of(Client.entry("10:0", "member.added", "anna", Map.of("userId", ben, "role", "member"))));
        client.send("anna", mine, Client.text("m9", "needle 9"));

        var hits = new ArrayList<String>();
        var next = "";
        do {
            var page = client.get(ben, "/api/v1/search?limit=1&q=needle" + next).body();
            page.path("hits").forEach(hit -> hits.add(hit.path("message").path("roomId").asString() + " "
                    + hit.path("message").path("data").path("content").asString()));
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty() && hits.size() < 20);
        assertThat(hits).containsExactly(mine + " needle 9", room + " needle 2", room + " needle 1",
                room + " needle 0");
        assertThat(client.get(unique("stranger"), "/api/v1/search?q=needle").body())
                .hasToString("{\"hits\":[],\"hasMore\":false}");
    }

    @Test
    void t37_searchBeginsWhereTheMembershipDoes() {
        said("needle before");
        client.append(room, List.of(Client.entry("5:0", "room.updated", "anna", Map.of("history", "joined")),
                Client.entry("5:1", "member.added", "anna", Map.of("userId", "cleo", "role", "member"))));
        client.send(ben, room, Client.text("late", "needle after"));

        assertThat(seqs(client.get("cleo", "/api/v1/rooms/" + room + "/search?q=needle"))).containsExactly(7L);
        assertThat(client.get("cleo", "/api/v1/search?q=needle+before").body().path("hits"))
                .noneMatch(hit -> hit.path("message").path("roomId").asString().equals(room));
        assertThat(seqs(search("needle"))).containsExactly(7L, 4L);
    }

    @Test
    void t29_outsidersAreToldWhatTheyAreToldOfUnknownRooms() {
        said("needle");
        for (var query : List.of("needle", "...")) {
            var there = client.get("stranger", "/api/v1/rooms/" + room + "/search?q=" + query);
            var nowhere = client.get("stranger", "/api/v1/rooms/no-such-room/search?q=" + query);
            assertThat(there.status()).as(query).isEqualTo(404);
            assertThat(there.code()).isEqualTo("room-not-found");
            assertThat(there.body().path("detail")).isEqualTo(nowhere.body().path("detail"));
            assertThat(client.get("stranger", "/api/v1/rooms/bad%20id/search?q=" + query).status()).isEqualTo(404);
        }
        client.remove(room, ben, "9");
        assertThat(search("needle").code()).isEqualTo("room-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", ".*.*.*", "^(([a-z])+.)+[A-Z]([a-z])+$", "{\"$ne\":null}", "$where", "\" OR 1=1",
            "#{7*7}", "${jndi:ldap://127.0.0.1:1/a}", "%", "*", "\u0000", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"})
    void t67_whatLooksLikeAnExpressionIsLiteral(String text) {
        said("a literal needle", "something else");
        client.send(ben, room, Client.text("literal", text));

        long begun = System.nanoTime();
        var found = search(text);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(found.status()).isEqualTo(200);
        assertThat(seqs(found)).doesNotContain(5L);
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            assertThat(seqs(found)).contains(6L);
        } else {
            assertThat(seqs(found)).isEmpty();
        }
    }

    @Test
    void t67_queriesAndPagesAreBounded() {
        said("x");
        assertThat(search("x".repeat(200)).status()).isEqualTo(200);
        // That is more than a request line may have.
        client.http().get().uri("/api/v1/search?q=" + "x".repeat(10_000))
                .headers(headers -> headers.setBearerAuth(client.token(ben)))
                .exchange().expectStatus().is4xxClientError();
        for (var refused : List.of("q=" + "x".repeat(201), "q=" + "x".repeat(3000), "q=", "q=%20", "q=x&limit=0",
                "q=x&limit=-1", "q=x&limit=51", "q=x&limit=1000000000")) {
            var answer = client.get(ben, "/api/v1/rooms/" + room + "/search?" + refused);
            assertThat(answer.status()).as(refused).isEqualTo(422);
            assertThat(client.get(ben, "/api/v1/search?" + refused).status()).isEqualTo(answer.status());
        }
        for (var refused : List.of("", "limit=1", "q=x&limit=x", "q%5B%24ne%5D=x")) {
            assertThat(client.get(ben, "/api/v1/rooms/" + room + "/search?" + refused).status()).as(refused)
                    .isEqualTo(400);
            assertThat(client.get(ben, "/api/v1/search?" + refused).status()).as(refused).isEqualTo(400);
        }
    }

    private void said(String... texts) {
        client.newRoom(room, "anna", ben);
        for (int i = 0; i < texts.length; i++) {
            assertThat(client.send(ben, room, Client.text("m" + i, texts[i])).seq()).isEqualTo(4 + i);
        }
    }

    private Answer search(String text) {
        return search(text, "");
    }

    private Answer search(String text, String more) {
        return client.get(ben, "/api/v1/rooms/" + room + "/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)
                + more);
    }

    private static List<Long> seqs(Answer found) {
        assertThat(found.status()).isEqualTo(200);
        return found.body().path("hits").valueStream().map(hit -> hit.path("message").path("seq").asLong()).toList();
    }

    private static List<String> marked(JsonNode hit) {
        var content = hit.path("message").path("data").path("content").asString();
        return hit.path("highlights").valueStream()
                .map(part -> content.substring(part.path("start").asInt(), part.path("end").asInt()))
                .toList();
    }
}
