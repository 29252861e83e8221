package io.whispra.room;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.room.LogStandIn.Entry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HeadsTest extends LogTopicTest {

    private final String alice = somebody("alice");
    private final String bob = somebody("bob");

    @Autowired
    private MeterRegistry meters;

    @Test
    void theHeadFollowsTheLogAndUnreadIsWhatCameAfterTheMarker() {
        var room = group(alice, bob);
        publishAll(room);
        publish(text(room, alice, "one"));
        publish(text(room, alice, "two"));
        awaitHead(room, 5);
        var mine = json(get(alice, "/" + room));
        assertThat(mine.path("head").path("number").asLong()).isEqualTo(2);
        assertThat(mine.path("head").path("preview").asString()).isEqualTo("two");
        assertThat(mine.path("head").path("at").asString()).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(mine.path("unread").asInt()).isZero();
        assertThat(mine.path("lastReadSeq").asInt()).isEqualTo(5);
        var theirs = json(get(bob, "")).path("rooms").path(0);
        assertThat(theirs.path("unread").asInt()).isEqualTo(2);
        assertThat(theirs.path("lastReadSeq").asInt()).isEqualTo(3);
    }

    @Test
    void aMarkerKeepsTheMaximumAndItsNumberComesFromTheEntry() {
        var room = group(alice, bob);
        publishAll(room);
        for (var i = 0; i < 3; i++) {
            publish(text(room, alice, "message " + i));
        }
        awaitHead(room, 6);
        assertRead(room, 4, 4, 1, 2);
        assertRead(room, 6, 6, 3, 0);
        assertRead(room, 5, 6, 3, 0);
        assertRefused(put(bob, "/" + room + "/read", Map.of("seq", 7)), 422, "invalid");
        assertRefused(put(bob, "/" + room + "/read", Map.of("seq", 0)), 422, "invalid");
        assertRefused(put(bob, "/" + room + "/read", Map.of()), 422, "invalid");
        assertRefused(put(bob, "/" + room + "/read", Map.of("seq", "4")), 400, "malformed");
        assertRefused(put(bob, "/" + room + "/read", Map.of("seq", 4.5)), 400, "malformed");
        log.down.set(true);
        put(bob, "/" + room + "/read", Map.of("seq", 7)).expectStatus().isEqualTo(503);
    }

    private void assertRead(String room, int seq, int lastReadSeq, int lastReadNumber, int unread) {
        put(bob, "/" + room + "/read", Map.of("seq", seq)).expectStatus().isOk().expectBody()
                .jsonPath("$.lastReadSeq").isEqualTo(lastReadSeq)
                .jsonPath("$.lastReadNumber").isEqualTo(lastReadNumber)
                .jsonPath("$.unread").isEqualTo(unread);
    }

    @Test
    void whoJoinsHasReadWhatCameBefore() {
        var room = group(alice);
        publishAll(room);
        publish(text(room, alice, "before"));
        post(alice, "/" + room + "/participants", Map.of("userId", bob)).expectStatus().isCreated();
        publish(log.log(room).getLast());
        publish(text(room, alice, "after"));
        awaitHead(room, 5);
        var theirs = json(get(bob, "/" + room));
        assertThat(theirs.path("unread").asInt()).isEqualTo(1);
        assertThat(theirs.path("lastReadSeq").asInt()).isEqualTo(4);
    }

    @Test
    void f18_aGapIsFilledFromTheLogAndTheHeadNeverGoesBack() {
        var room = group(alice, bob);
        var unpublished = text(room, bob, "never published");
        text(room, alice, "nor this");
        post(alice, "/" + room + "/participants", Map.of("userId", somebody("carol"))).expectStatus().isCreated();
        publish(log.log(room).getLast());
        awaitHead(room, 6);
        var head = json(get(alice, "/" + room)).path("head");
        assertThat(head.path("number").asLong()).isEqualTo(2);
        assertThat(head.path("preview").asString()).isEqualTo("nor this");
        assertThat(json(get(bob, "/" + room)).path("unread").asInt()).isEqualTo(1);
        publish(unpublished);
        publish(text(room, alice, "last"));
        awaitHead(room, 7);
        publish(unpublished);
        var marker = group(alice);
        publishAll(marker);
        awaitHead(marker, 2);
        assertThat(json(get(alice, "/" + room)).path("head").path("preview").asString()).isEqualTo("last");
    }

    @Test
    void aGapWaitsForTheMessageServiceToComeBack() {
        var room = group(alice);
        text(room, alice, "in the gap");
        log.down.set(true);
        publish(text(room, alice, "behind the gap"));
        var tried = log.reads.get();
        await().atMost(PATIENCE).until(() -> log.reads.get() > tried);
        assertThat(json(get(alice, "/" + room)).has("head")).isFalse();
        log.down.set(false);
        awaitHead(room, 4);
    }

    @Test
    void thePreviewIsTheBeginningOfTheTextOrTheType() {
        var room = group(alice);
        publishAll(room);
        publish(log.message(room, alice, Map.of("type", "image")));
        awaitHead(room, 3);
        assertThat(preview(room)).isEqualTo("image");
        publish(text(room, alice, "\ud83d\ude00".repeat(150)));
        awaitHead(room, 4);
        assertThat(preview(room)).isEqualTo("\ud83d\ude00".repeat(100));
    }

    @Test
    void anEditOfTheLastMessageChangesThePreviewAndItsDeletionForgetsIt() {
        var room = group(alice, bob);
        publishAll(room);
        publish(text(room, alice, "first"));
        publish(text(room, bob, "last"));
        publish(log.change(room, "edit", bob, Map.of("seq", 5, "content", " last, edited ")));
        awaitHead(room, 6);
        assertThat(preview(room)).isEqualTo("last, edited");
        publish(log.change(room, "edit", alice, Map.of("seq", 4, "content", "first, edited")));
        publish(log.change(room, "reaction.added", alice, Map.of("seq", 5, "emoji", "\ud83d\udc4d")));
        publish(log.change(room, "delete", alice, Map.of("seq", 4)));
        awaitHead(room, 9);
        assertThat(preview(room)).isEqualTo("last, edited");
        assertThat(head(room).path("number").asLong()).isEqualTo(2);
        assertThat(head(room).propertyNames()).containsExactly("seq", "number", "at", "preview");
        assertThat(json(get(bob, "/" + room)).path("unread").asInt()).isZero();
        publish(log.change(room, "delete", bob, Map.of("seq", 5)));
        awaitHead(room, 10);
        assertThat(head(room).propertyNames()).containsExactly("seq", "number", "at");
        publish(text(room, alice, "next"));
        awaitHead(room, 11);
        assertThat(preview(room)).isEqualTo("next");
        assertThat(head(room).path("number").asLong()).isEqualTo(3);
    }

    @Test
    void whatWasErasedBeforeItWasReadIsNoPreview() {
        var room = group(alice);
        publishAll(room);
        var erased = Map.of("roomId", room, "seq", 3, "number", 1, "kind", "message", "at", "2026-01-01T00:00:00.000Z",
                "actor", alice, "data", Map.of("type", "image"), "deletedAt", "2026-01-01T00:00:01.000Z");
        send(new ProducerRecord<>(kafka.topic("entries"), room.getBytes(StandardCharsets.UTF_8),
                JSON.writeValueAsBytes(erased)));
        awaitHead(room, 3);
        assertThat(head(room).has("preview")).isFalse();
        text(room, alice, "at 3, as this log tells it");
        publish(text(room, alice, "at 4"));
        publish(log.change(room, "edit", alice, Map.of("seq", 4)));
        awaitHead(room, 5);
        assertThat(head(room).has("preview")).isFalse();
    }

    @Test
    void t37_whoComesIntoARoomThatHidesItsHistorySeesNoPreviewOfWhatWasBefore() {
        var room = group(alice, bob);
        publishAll(room);
        publish(text(room, alice, "before the choice"));
        patch(alice, "/" + room, Map.of("history", "joined")).expectStatus().isOk();
        publish(log.log(room).getLast());
        publish(text(room, alice, "before carol"));
        var carol = somebody("carol");
        post(alice, "/" + room + "/participants", Map.of("userId", carol)).expectStatus().isCreated();
        publish(log.log(room).getLast());
        awaitHead(room, 7);

        assertThat(json(get(carol, "/" + room)).path("head").propertyNames()).containsExactly("seq", "number", "at");
        assertThat(json(get(carol, "")).path("rooms").path(0).path("head").has("preview")).isFalse();
        assertThat(json(get(carol, "/" + room)).path("unread").asInt()).isZero();
        assertThat(preview(room)).isEqualTo("before carol");
        assertThat(preview(bob, room)).as("who was in it before the choice").isEqualTo("before carol");

        publish(log.change(room, "edit", alice, Map.of("seq", 6, "content", "edited behind her back")));
        awaitHead(room, 8);
        assertThat(preview(carol, room)).isEmpty();
        publish(text(room, alice, "with carol"));
        awaitHead(room, 9);
        assertThat(preview(carol, room)).isEqualTo("with carol");

        // Coming back begins anew, and the setting of now counts: shared.
        delete(carol, "/" + room + "/participants/me").expectStatus().isNoContent();
        patch(alice, "/" + room, Map.of("history", "shared")).expectStatus().isOk();
        assertRefused(get(carol, "/" + room), 404, "room-not-found");
        post(alice, "/" + room + "/participants", Map.of("userId", carol)).expectStatus().isCreated();
        assertThat(preview(carol, room)).isEqualTo("with carol");
        patch(alice, "/" + room, Map.of("history", "joined")).expectStatus().isOk();
        delete(carol, "/" + room + "/participants/me").expectStatus().isNoContent();
        post(alice, "/" + room + "/participants", Map.of("userId", carol)).expectStatus().isCreated();
        assertThat(preview(carol, room)).isEmpty();
    }

    private String preview(String who, String room) {
        return json(get(who, "/" + room)).path("head").path("preview").asString("");
    }

    private String preview(String room) {
        return preview(alice, room);
    }

    @Test
    void f19_t61_aRecordThatIsNoEntryIsParkedAndTheNextOnesAreTaken() {
        var room = group(alice);
        var before = meters.get("whispra.entries.parked").counter().count();
        var poison = new byte[][]{null, "no json".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                "[1]".getBytes(StandardCharsets.UTF_8), "null".getBytes(StandardCharsets.UTF_8),
                "{\"roomId\":{\"$ne\":1},\"seq\":1}".getBytes(StandardCharsets.UTF_8),
                "[".repeat(5_000).getBytes(StandardCharsets.UTF_8)};
        for (var value : poison) {
            var record = new ProducerRecord<>(kafka.topic("entries"), room.getBytes(StandardCharsets.UTF_8), value);
            record.headers().add("spring_json_header_types",
                    "{\"x\":\"java.util.Timer\"}".getBytes(StandardCharsets.UTF_8));
            send(record);
        }
        publish(new Entry("unknown-room", 1, 0, "room.created", "2026-01-01T00:00:00.000Z", alice, null, Map.of()));
        publishAll(room);
        awaitHead(room, 2);
        assertThat(meters.get("whispra.entries.parked").counter().count() - before).isEqualTo(poison.length);
        var parked = kafka.records(kafka.topic("entries") + ".dlq", poison.length, PATIENCE);
        assertThat(parked).anySatisfy(record -> assertThat(record.value()).asString().isEqualTo("no json"));
        assertThat(parked).allSatisfy(record -> assertThat(record.key()).asString().isEqualTo(room));
    }

    private void awaitHead(String room, long seq) {
        awaitHead(alice, room, seq);
    }

    private JsonNode head(String room) {
        return head(alice, room);
    }
}
