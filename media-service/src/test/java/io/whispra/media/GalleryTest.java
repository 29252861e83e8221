package io.whispra.media;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of a room, all together. */
class GalleryTest extends RunningService {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678Z");

    private final String anna = newId();
    private final String newcomer = newId();
    private final String room = newId();

    @BeforeEach
    void newcomerSeesFromFiveOn() {
        rooms.add(room, anna);
        rooms.add(room, newcomer, 5);
    }

    @Test
    void fileOfAMessageIsDescribedToMembers() {
        var id = newImage(anna);
        claim(List.of(id), anna, room, room + ":" + anna + ":" + newId()).expectStatus().isOk();
        change(id, new Document("seq", 7L));

        var file = page(anna, "").get("attachments").get(0);

        assertThat(file.propertyNames()).containsExactlyInAnyOrder("id", "name", "contentType", "size", "width",
                "height",
                "blurhash", "seq", "ownerId", "createdAt");
        assertThat(file.get("id").asString()).isEqualTo(id);
        assertThat(file.get("name").asString()).isEqualTo("a.png");
        assertThat(file.get("seq").asLong()).isEqualTo(7);
        assertThat(file.get("ownerId").asString()).isEqualTo(anna);
        assertThat(file.get("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void newestMessagesComeFirstAndKindsAreApart() {
        file("a", 1, "image/png");
        file("b", 2, "application/pdf");
        file("c", 3, "video/mp4");
        file("d", 4, "text/plain");
        file("e", 5, "image/webp");

        assertThat(ids(page(anna, ""))).containsExactly("e", "d", "c", "b", "a");
        assertThat(ids(page(anna, "?kind=media"))).containsExactly("e", "c", "a");
        assertThat(ids(page(anna, "?kind=files"))).containsExactly("d", "b");
        assertThat(page(anna, "").has("next")).isFalse();
    }

    @Test
    void onlyFilesOfMessagesThatAreThereAreShown() {
        file("ready", 1, "image/png", new Document("status", "ready"));
        file("deleted", 2, "image/png", new Document("status", "deleted"));
        file("picture", 3, "image/png", new Document("messageId", room + ":avatar:picture"));
        file("elsewhere", 4, "image/png", new Document("roomId", newId()));
        file("unplaced", 5, "image/png", new Document("seq", null));
        file("shown", 6, "image/png");

        assertThat(ids(page(anna, ""))).containsExactly("shown");
    }

    @Test
    void whatWasSaidBeforeSomebodyCameIsNotTheirs() {
        file("before", 4, "image/png");
        file("first", 5, "image/png");
        file("later", 6, "image/png");

        assertThat(ids(page(newcomer, ""))).containsExactly("later", "first");
        assertThat(ids(page(newcomer, "?limit=1&cursor=" + page(newcomer, "?limit=1").get("next").asString())))
                .containsExactly("first");
        assertThat(page(newcomer, "?limit=2").has("next")).isFalse();
    }

    @Test
    void f12_outsidersAndThoseWhoLeftGetWhatThereIsOfNoRoom() {
        file("a", 1, "image/png");
        var left = newId();
        rooms.add(room, left);
        rooms.remove(room, left);

        var nowhere = problem(ask(anna, newId(), ""));
        assertThat(nowhere).contains("\"room-not-found\"");
        for (var stranger : List.of(newId(), left)) {
            assertThat(problem(ask(stranger, room, ""))).isEqualTo(nowhere);
        }
        assertThat(problem(ask(anna, "a".repeat(65), ""))).isEqualTo(nowhere);
        assertThat(problem(ask(anna, "a.b", ""))).isEqualTo(nowhere);
    }

    @Test
    void pagesShowEachFileOnceAlsoWhereAMessageHasManyOfThem() {
        var all = new ArrayList<String>();
        for (var seq = 1; seq <= 4; seq++) {
            for (var i = 0; i < 10; i++) {
                file("f%02d%d".formatted(seq, i), seq, "image/png");
                all.addFirst("f%02d%d".formatted(seq, i));
            }
        }

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = page(anna, "?limit=7" + cursor);
            seen.addAll(ids(page));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(all);
    }

    @Test
    void aPageGoesOnWhereFilesOfTheOtherKindWereInTheWay() {
        pictures(2, 1_101);
        file("far", 1, "application/pdf");

        var first = page(anna, "?kind=files");
        assertThat(ids(first)).isEmpty();
        var second = page(anna, "?kind=files&cursor=" + first.get("next").asString());
        assertThat(ids(second)).containsExactly("far");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void limitsAreOneToAHundredAndFiftyWithoutOne() {
        pictures(1, 101);

        assertThat(ids(page(anna, "?limit=1"))).hasSize(1);
        assertThat(ids(page(anna, "?limit=100"))).hasSize(100);
        assertThat(page(anna, "?limit=100").has("next")).isTrue();
        assertThat(ids(page(anna, ""))).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=-1", "?limit=x", "?limit=1e1", "?kind=all", "?kind=MEDIA",
            "?kind=",
            "?cursor=", "?cursor=x", "?cursor=%00", "?cursor=ZmlsZXM"})
    void whatCannotBeAskedIsMalformed(String query) {
        file("a", 1, "image/png");

        assertThat(code(ask(anna, room, query).expectStatus().isBadRequest())).isEqualTo("malformed");
    }

    @Test
    void t39_aCursorIsOfOneRoomKindAndPerson() {
        var other = newId();
        rooms.add(other, anna);
        for (var seq = 5; seq < 8; seq++) {
            file("file-" + seq, seq, "image/png");
        }
        var cursor = page(anna, "?kind=media&limit=1").get("next").asString();

        assertThat(ids(page(anna, "?kind=media&cursor=" + cursor))).containsExactly("file-6", "file-5");
        ask(anna, room, "?cursor=" + cursor).expectStatus().isBadRequest();
        ask(anna, room, "?kind=files&cursor=" + cursor).expectStatus().isBadRequest();
        ask(anna, other, "?kind=media&cursor=" + cursor).expectStatus().isBadRequest();
        ask(newcomer, room, "?kind=media&cursor=" + cursor).expectStatus().isBadRequest();
        ask(anna, room, "?kind=media&cursor=" + "A".repeat(600)).expectStatus().isBadRequest();
    }

    @Test
    void nothingIsShownWhileMembershipCannotBeFoundOut() {
        rooms.failWith(500);
        try {
            ask(anna, room, "").expectStatus().isEqualTo(503);
        } finally {
            rooms.failWith(0);
        }
    }

    @Test
    void aTokenIsNeeded() {
        http().get().uri("/api/v1/rooms/" + room + "/attachments").exchange().expectStatus().isUnauthorized();
    }

    private void file(String id, long seq, String type) {
        file(id, seq, type, new Document());
    }

    private void pictures(int first, int last) {
        var many = IntStream.rangeClosed(first, last)
                .mapToObj(seq -> document("picture-" + seq, seq, "image/png"))
                .toList();
        documents.getCollection("attachments").flatMap(all -> Mono.from(all.insertMany(many))).block();
    }

    private void file(String id, long seq, String type, Document changes) {
        var document = document(id, seq, type);
        document.putAll(changes);
        documents.getCollection("attachments").flatMap(all -> Mono.from(all.insertOne(document))).block();
    }

    private Document document(String id, long seq, String type) {
        return new Document("_id", room + "_" + id).append("ownerId", anna)
                .append("roomId", room)
                .append("messageId", room + ":" + anna + ":" + newId())
                .append("seq", seq)
                .append("name", id)
                .append("contentType", type)
                .append("size", 7L)
                .append("status", "claimed")
                .append("createdAt", Date.from(THEN));
    }

    private void change(String id, Document changes) {
        documents.getCollection("attachments")
                .flatMap(all -> Mono.from(all.updateOne(new Document("_id", id), new Document("$set", changes))))
                .block();
    }

    private ResponseSpec ask(String userId, String roomId, String query) {
        return as(userId).get().uri(java.net.URI.create(
                "http://127.0.0.1:" + port + "/api/v1/rooms/" + roomId + "/attachments" + query)).exchange();
    }

    private JsonNode page(String userId, String query) {
        return json(ask(userId, room, query).expectStatus().isOk());
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("attachments").spliterator(), false)
                .map(file -> file.get("name").asString())
                .toList();
    }

    private static String problem(ResponseSpec answer) {
        return json(answer.expectStatus().isNotFound()).toString().replaceFirst("\"traceId\":\"[^\"]*\"", "");
    }
}
