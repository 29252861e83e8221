package io.whispra.media;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of files when their room's log goes on. */
class LogTest extends RunningService {
    private static final Duration DAY = Duration.ofHours(24);

    private final LogTopic log = new LogTopic(kafka.bootstrapServers(), kafka.topic("entries"));
    private final String anna = newId();
    private final String ben = newId();
    private final String room = newId();

    @Autowired
    private MeterRegistry meters;

    @AfterEach
    void roomsAnswer() {
        rooms.failWith(0);
    }

    @Test
    void messageGivesItsFilesTheirPlace() {
        var message = message();
        var ids = List.of(claimed(message), claimed(message));
        var other = claimed(message());

        log.message(message, 4, ids);

        ids.forEach(id -> awaitPlace(id, 4));
        assertThat(document(other).containsKey("seq")).isFalse();
    }

    @Test
    void t71_deletedMessagesFilesAreLinkedNoMoreAtOnceAndTheirBytesStayForTheGrace() {
        rooms.add(room, anna);
        rooms.add(room, ben);
        var message = message();
        var gone = claimed(message);
        var stays = claimed(message());
        get(ben, gone + "/link").expectStatus().isOk();
        log.message(message, 4, List.of(gone));

        log.delete(room, 5, 4);

        awaitDeleted(gone);
        for (var person : List.of(anna, ben)) {
            for (var path : List.of("", "/link", "/content")) {
                assertThat(problem(get(person, gone + path))).isEqualTo(problem(get(person, newId() + path)));
            }
        }
        var removeAfter = document(gone).getDate("removeAfter").toInstant();
        assertThat(removeAfter).isBetween(Instant.now().plus(DAY).minus(PATIENCE), Instant.now().plus(DAY));
        assertThat(storedKeys()).contains(key(gone));
        get(ben, stays + "/link").expectStatus().isOk();
    }

    @Test
    void repeatedAndLateEntriesChangeNothing() {
        var message = message();
        var gone = claimed(message);
        log.message(message, 4, List.of(gone));
        log.delete(room, 5, 4);
        awaitDeleted(gone);
        var then = document(gone).getDate("removeAfter");

        log.delete(room, 5, 4);
        log.message(message, 4, List.of(gone));
        log.erasedMessage(message, 4);
        log.delete(room, 5, 4);

        everythingIsRead();
        assertThat(document(gone).getString("status")).isEqualTo("deleted");
        assertThat(document(gone).getDate("removeAfter")).isEqualTo(then);
    }

    @Test
    void entryTakesNoFileOfAnotherMessageOrRoom() {
        var id = claimed(message());
        var ready = newImage(anna);

        log.message(message(), 4, List.of(id, ready));
        log.message(newId() + ":" + anna + ":m", 4, List.of(id));
        log.delete(room, 5, 4);

        everythingIsRead();
        assertThat(document(id).getString("status")).isEqualTo("claimed");
        assertThat(document(id).containsKey("seq")).isFalse();
        assertThat(document(ready).getString("status")).isEqualTo("ready");
    }

    @Test
    void deleteOfAMessageThatWasNeverSeenHereFindsItsFiles() {
        var message = message();
        var unseen = claimed(message);
        rooms.sent(message, 4, true);
        var later = message();
        var other = claimed(later);
        rooms.sent(later, 6, false);

        log.delete(room, 7, 4);

        awaitDeleted(unseen);
        awaitPlace(other, 6);
        assertThat(document(other).getString("status")).isEqualTo("claimed");
    }

    @Test
    void messageThatWasDeletedBeforeItWasPublishedTakesItsFilesToo() {
        var message = message();
        var id = claimed(message);

        log.erasedMessage(message, 4);

        awaitDeleted(id);
    }

    @Test
    void deleteWaitsForTheMessageServiceWhereItIsNeeded() {
        var message = message();
        var unseen = claimed(message);
        rooms.sent(message, 4, true);
        rooms.failWith(500);

        log.delete(room, 5, 4);
        var another = message();
        var after = claimed(another);
        log.message(another, 6, List.of(after));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rooms.refused()).isPositive());
        assertThat(document(unseen).getString("status")).isEqualTo("claimed");

        rooms.failWith(0);
        awaitDeleted(unseen);
        awaitPlace(after, 6);
    }

    @Test
    void t68_claimIsNotRepeatedAfterTheMessageWasDeleted() {
        var message = message();
        var id = claimed(message);
        log.message(message, 4, List.of(id));
        claim(List.of(id), anna, room, message).expectStatus().isOk();
        awaitPlace(id, 4);
        log.delete(room, 5, 4);
        awaitDeleted(id);

        claim(List.of(id), anna, room, message).expectStatus().isEqualTo(422);
        claim(List.of(id), anna, room, message()).expectStatus().isEqualTo(422);
    }

    @Test
    void pictureOfARoomGoesWhenAnotherOneComes() {
        rooms.add(room, ben);
        var first = picture();
        var second = picture();
        log.picture(room, 4, now(), first);
        awaitPlace(first, 4);
        get(ben, first + "/link").expectStatus().isOk();

        log.picture(room, 5, now(), second);
        awaitDeleted(first);
        get(ben, first + "/link").expectStatus().isNotFound();
        get(ben, second + "/link").expectStatus().isOk();

        log.picture(room, 4, now(), first);
        log.picture(newId(), 9, now(), newId());
        everythingIsRead();
        get(ben, second + "/link").expectStatus().isOk();

        log.picture(room, 6, now(), null);
        awaitDeleted(second);
    }

    @Test
    void pictureThatIsOnItsWayIsNotTakenByAnEarlierOne() {
        var first = picture();
        var coming = picture();
        var forgotten = picture();
        set(forgotten, "claimedAt", Date.from(Instant.now().minus(DAY).minusSeconds(60)));

        log.picture(room, 4, now(), first);

        awaitDeleted(forgotten);
        assertThat(document(coming).getString("status")).isEqualTo("claimed");
    }

    @Test
    void filesOfMessagesStayWhenThePictureChanges() {
        var message = message();
        var file = claimed(message);
        log.message(message, 4, List.of(file));
        awaitPlace(file, 4);

        var picture = picture();
        log.picture(room, 5, now(), picture);
        awaitPlace(picture, 5);

        assertThat(document(file).getString("status")).isEqualTo("claimed");
    }

    @Test
    void deletedRoomTakesAllThatWasShownThere() {
        var file = claimed(message());
        var picture = picture();
        var avatar = newImage(anna);

        log.roomDeleted(room, 9);

        awaitDeleted(file);
        awaitDeleted(picture);
        assertThat(document(avatar).getString("status")).isEqualTo("ready");
    }

    @Test
    void recordsThatAreNoEntriesAreParkedAndStopNothing() {
        double before = meters.get("whispra.entries.parked").counter().count();
        log.odd(room, "message", "no json".getBytes(UTF_8));
        log.odd(room, "delete", null);
        log.odd(room, null, "{}".getBytes(UTF_8));
        log.odd(room, "edit", "never read".getBytes(UTF_8));
        var message = message();
        var id = claimed(message);

        log.message(message, 4, List.of(id));

        awaitPlace(id, 4);
        await().atMost(PATIENCE)
                .until(() -> meters.get("whispra.entries.parked").counter().count() == before + 3);
        assertThat(kafka.records(kafka.topic("entries") + ".dlq", 3, PATIENCE))
                .allSatisfy(parked -> assertThat(parked.headers().lastHeader("whispra_parked_from")).isNotNull());
    }

    private void everythingIsRead() {
        var message = message();
        var last = claimed(message);
        log.message(message, 99, List.of(last));
        awaitPlace(last, 99);
    }

    private void awaitPlace(String id, long seq) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(document(id).get("seq")).isEqualTo(seq));
    }

    private void awaitDeleted(String id) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(document(id).getString("status")).isEqualTo("deleted"));
    }

    private String claimed(String message) {
        var id = newImage(anna);
        claim(List.of(id), anna, room, message).expectStatus().isOk();
        return id;
    }

    private String picture() {
        var id = newImage(anna);
        claim(List.of(id), anna, room, room + ":avatar:" + id).expectStatus().isOk();
        return id;
    }

    private void set(String id, String field, Object value) {
        documents.getCollection("attachments")
                .flatMap(all -> Mono.from(all.updateOne(new Document("_id", id),
                        new Document("$set", new Document(field, value)))))
                .block();
    }

    private String message() {
        return room + ":" + anna + ":" + newId();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    }

    private static String problem(ResponseSpec answer) {
        return json(answer.expectStatus().isNotFound()).toString().replaceFirst("\"traceId\":\"[^\"]*\"", "");
    }
}
