package io.whispra.media;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

/** What becomes of claims of which the log says nothing, and of bytes when the grace is over; all that takes days takes no time here. */
@TestPropertySource(properties = {"whispra.claim.unused-age=0s", "whispra.claim.sweep-interval=200ms",
        "whispra.claim.grace=0s", "whispra.upload.sweep-interval=200ms"})
class ClaimEndsTest extends RunningService {
    private final LogTopic log = new LogTopic(kafka.bootstrapServers(), kafka.topic("entries"));
    private final String anna = newId();
    private final String room = newId();

    @AfterEach
    void roomsAnswer() {
        rooms.failWith(0);
    }

    @Test
    void f12_claimOfAMessageThatWasNeverSentIsGivenBack() {
        var message = message();
        var id = claimed(message);

        await().atMost(PATIENCE).until(() -> status(id).equals("ready"));
        assertThat(document(id)).doesNotContainKeys("roomId", "messageId", "claimCall", "claimedAt", "seq");
        assertThat(json(get(anna, id)).get("status").asString()).isEqualTo("ready");
        claim(List.of(id), anna, room, message()).expectStatus().isOk();
    }

    @Test
    void claimOfAMessageThatWasSentStaysAndHasItsPlace() {
        var message = message();
        rooms.sent(message, 4, false);
        var id = claimed(message);

        await().atMost(PATIENCE).until(() -> document(id).containsKey("seq"));
        assertThat(document(id).get("seq")).isEqualTo(4L);
        assertThat(status(id)).isEqualTo("claimed");
    }

    @Test
    void claimOfAMessageThatWasDeletedMeanwhileGoesWithItsBytes() {
        var message = message();
        rooms.sent(message, 4, true);
        var id = newImage(anna);
        var key = key(id);
        claim(List.of(id), anna, room, message).expectStatus().isOk();

        await().atMost(PATIENCE).until(() -> !isKnown(id) && !storedKeys().contains(key));
    }

    @Test
    void bytesOfADeletedMessageGoAfterTheGrace() {
        var message = message();
        rooms.sent(message, 4, false);
        var id = newImage(anna);
        var key = key(id);
        claim(List.of(id), anna, room, message).expectStatus().isOk();
        log.message(message, 4, List.of(id));

        log.delete(room, 5, 4);

        await().atMost(PATIENCE).until(() -> !isKnown(id) && !storedKeys().contains(key));
    }

    @Test
    void f12_withoutAnAnswerTheClaimStays() {
        rooms.failWith(503);
        var id = claimed(message());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rooms.refused()).isGreaterThan(2));
        assertThat(status(id)).isEqualTo("claimed");
    }

    @Test
    void picturesAreNeverAskedAbout() {
        var picture = newImage(anna);
        claim(List.of(picture), anna, room, room + ":avatar:" + picture).expectStatus().isOk();
        var other = claimed(message());

        await().atMost(PATIENCE).until(() -> status(other).equals("ready"));
        assertThat(rooms.wasAskedFor(room + ":avatar:" + picture)).isFalse();
        assertThat(status(picture)).isEqualTo("claimed");
    }

    private String claimed(String message) {
        var id = newImage(anna);
        claim(List.of(id), anna, room, message).expectStatus().isOk();
        return id;
    }

    private String status(String id) {
        return document(id).getString("status");
    }

    private boolean isKnown(String id) {
        return Boolean.TRUE.equals(documents.exists(query(where("_id").is(id)), "attachments").block());
    }

    private String message() {
        return room + ":" + anna + ":" + newId();
    }
}
