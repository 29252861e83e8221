package io.whispra.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.whispra.room.LogStandIn.Entry;
import io.whispra.room.aggregate.Room;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What is unread, what of it speaks to somebody, and who has read how far: the same wherever it is asked. */
class ReadStateTest extends LogTopicTest {

    private final String alice = somebody("alice");
    private final String bob = somebody("bob");
    private final String carol = somebody("carol");

    @Autowired
    private ReactiveMongoOperations mongodb;

    @Test
    void unreadMentionsCountUntilTheMarkerPassesThem() {
        var room = group(alice, bob, carol);
        publishAll(room);
        publish(mention(room, alice, bob));
        publish(text(room, alice, "to nobody"));
        publish(mention(room, carol, bob, bob, alice));
        awaitHead(alice, room, 7);

        assertMentions(bob, room, 2);
        assertMentions(alice, room, 1);
        assertMentions(carol, room, 0);
        assertThat(json(get(bob, "")).path("rooms").path(0).path("mentions").asInt()).isEqualTo(2);
        assertThat(json(put(bob, "/" + room + "/read", Map.of("seq", 5)).expectStatus().isOk()).toString())
                .isEqualTo("{\"lastReadSeq\":5,\"lastReadNumber\":1,\"unread\":2,\"mentions\":1}");
        assertThat(json(put(bob, "/" + room + "/read", Map.of("seq", 7))).path("mentions").asInt()).isZero();
        assertMentions(bob, room, 0);
    }

    @Test
    void aDeletedMessageSpeaksToNobodyAndAnEditedOneToThoseWhomItStillNames() {
        var room = group(alice, bob, carol);
        publishAll(room);
        var first = mention(room, alice, bob, carol);
        publish(first);
        publish(mention(room, alice, bob, carol));
        publish(mention(room, alice, bob));
        awaitHead(alice, room, 7);
        assertMentions(bob, room, 3);

        publish(log.change(room, "delete", alice, Map.of("seq", 7)));
        publish(edit(room, 5, carol, alice));
        awaitHead(alice, room, 9);
        assertMentions(bob, room, 1);
        assertMentions(carol, room, 2);
        assertMentions(alice, room, 0);

        // Also where a message and what becomes of it come together, with those that the topic left out.
        mention(room, alice, bob, carol);
        log.change(room, "delete", alice, Map.of("seq", 10));
        mention(room, alice, bob, carol);
        publish(edit(room, 12, bob, alice));
        awaitHead(bob, room, 13);
        assertMentions(bob, room, 2);
        assertMentions(carol, room, 2);

        // An edit without a content is one of a message that was deleted since.
        publish(log.change(room, "edit", alice, Map.of("seq", 6)));
        awaitHead(bob, room, 14);
        assertMentions(bob, room, 1);
        publish(edit(room, 5, bob, carol));
        awaitHead(bob, room, 15);
        assertMentions(bob, room, 1);
    }

    @Test
    void whatIsToldAgainChangesNothing() {
        var room = group(alice, bob);
        publishAll(room);
        var mention = mention(room, alice, bob);
        publish(mention);
        publish(mention(room, alice, bob));
        publish(log.change(room, "delete", alice, Map.of("seq", 4)));
        awaitHead(alice, room, 6);
        assertMentions(bob, room, 1);

        // As if the head had not been kept, and a shorter poll came.
        mongodb.updateFirst(Query.query(Criteria.where("_id").is(room)), new Update().set("head.seq", 3L), Room.class)
                .block();
        publish(mention);
        awaitHead(alice, room, 4);
        assertMentions(bob, room, 1);
        publishAll(room);
        awaitHead(alice, room, 6);
        assertMentions(bob, room, 1);
    }

    @Test
    void onlyThoseWhoAreInTheRoomAreSpokenToAndWhoComesBackBeginsClean() {
        var room = group(alice, bob);
        publishAll(room);
        publish(mention(room, alice, bob, carol, "no id", somebody("ghost")));
        awaitHead(alice, room, 4);
        assertMentions(bob, room, 1);
        post(alice, "/" + room + "/participants", Map.of("userId", carol)).expectStatus().isCreated();
        assertMentions(carol, room, 0);

        delete(alice, "/" + room + "/participants/" + bob).expectStatus().isNoContent();
        publish(log.log(room).getLast());
        publish(mention(room, alice, bob));
        awaitHead(alice, room, 7);
        post(alice, "/" + room + "/participants", Map.of("userId", bob)).expectStatus().isCreated();
        assertMentions(bob, room, 0);
        assertThat(json(get(bob, "/" + room)).path("unread").asInt()).isZero();
        publish(log.log(room).getLast());
        publish(mention(room, alice, bob));
        awaitHead(alice, room, 9);
        assertMentions(bob, room, 1);
    }

    @Test
    void whoWritesHasReadWhatSpokeToThem() {
        var room = group(alice, bob);
        publishAll(room);
        publish(mention(room, alice, bob));
        publish(mention(room, bob, bob, alice));
        awaitHead(alice, room, 5);

        assertMentions(bob, room, 0);
        assertThat(json(get(bob, "/" + room)).path("lastReadSeq").asInt()).isEqualTo(5);
        assertMentions(alice, room, 1);
    }

    @Test
    void theLatestMentionsAreKeptAndNotOneMore() {
        var room = group(alice, bob);
        publishAll(room);
        for (var i = 0; i < 8; i++) {
            publish(mention(room, alice, bob));
        }
        awaitHead(alice, room, 11);

        assertMentions(bob, room, 5);
        assertThat(json(put(bob, "/" + room + "/read", Map.of("seq", 9))).path("mentions").asInt()).isEqualTo(2);
        publish(mention(room, alice, bob));
        awaitHead(alice, room, 12);
        assertMentions(bob, room, 3);
    }

    @Test
    void t61_mentionsThatAreNoneHarmNobody() {
        var room = group(alice, bob);
        publishAll(room);
        for (var mentions : List.<Object>of("x", 1, Map.of("$ne", bob), List.of(1, Map.of("$gt", ""), "a.b", "$x"))) {
            publish(log.message(room, alice, Map.of("type", "text", "content", "x", "mentions", mentions)));
        }
        publish(log.change(room, "edit", alice, Map.of("seq", "x", "mentions", "y")));
        publish(log.change(room, "delete", alice, Map.of()));
        publish(mention(room, alice, bob));
        awaitHead(alice, room, 10);

        assertMentions(bob, room, 1);
    }

    @Test
    void twoDevicesOfAPersonSeeTheSameAfterEverything() {
        var room = group(alice, bob);
        publishAll(room);
        var phone = withToken(issuer.userToken(bob));
        var desk = withToken(issuer.userToken(bob));
        var steps = List.<Runnable>of(
                () -> publish(mention(room, alice, bob)),
                () -> publish(text(room, alice, "one more")),
                () -> publish(mention(room, alice, bob)),
                () -> read(phone, room, 4),
                () -> read(desk, room, 3),
                () -> publish(log.change(room, "delete", alice, Map.of("seq", 6))),
                () -> publish(mention(room, alice, bob)),
                () -> publish(text(room, bob, "from the phone")),
                () -> publish(mention(room, alice, bob)),
                () -> publish(edit(room, 10, null, alice)),
                () -> read(desk, room, 11));
        var expected = List.of("1/1", "2/1", "3/2", "2/1", "2/1", "2/0", "3/1", "0/0", "1/1", "1/0", "0/0");

        var seen = new ArrayList<String>();
        for (var step : steps) {
            step.run();
            awaitHead(alice, room, log.log(room).size());
            var counts = counts(phone, room);
            assertThat(counts(desk, room)).isEqualTo(counts);
            seen.add(counts);
        }
        assertThat(seen).isEqualTo(expected);
    }

    /** In the list and by itself, and in the answer to a marker that does not move. */
    private static String counts(WebTestClient device, String room) {
        var listed = json(device.get().uri("/api/v1/rooms").exchange()).path("rooms").path(0);
        var alone = json(device.get().uri("/api/v1/rooms/" + room).exchange());
        assertThat(listed).isEqualTo(alone);
        var answered = read(device, room, 1);
        assertThat(counts(answered)).isEqualTo(counts(alone));
        return counts(alone);
    }

    private static String counts(JsonNode node) {
        return node.path("unread").asInt() + "/" + node.path("mentions").asInt();
    }

    private static JsonNode read(WebTestClient device, String room, long seq) {
        return json(device.put().uri("/api/v1/rooms/" + room + "/read").bodyValue(Map.of("seq", seq)).exchange()
                .expectStatus().isOk());
    }

    @Test
    void inASmallRoomEverybodySeesHowFarTheOthersHaveRead() {
        var room = group(alice, bob, carol);
        publishAll(room);
        publish(text(room, alice, "one"));
        awaitHead(alice, room, 5);
        put(bob, "/" + room + "/read", Map.of("seq", 5)).expectStatus().isOk();

        var people = json(get(carol, "/" + room + "/participants")).path("participants");
        assertThat(people).extracting(node -> node.path("lastReadSeq").asInt()).containsExactly(5, 5, 4);
        assertThat(json(get(carol, "/" + room + "/participants/" + bob)).path("lastReadSeq").asInt()).isEqualTo(5);

        post(alice, "/" + room + "/participants", Map.of("userId", somebody("dave"))).expectStatus().isCreated();
        assertThat(json(get(carol, "/" + room + "/participants")).path("participants"))
                .allSatisfy(node -> assertThat(node.has("lastReadSeq")).isFalse());
        assertThat(json(get(bob, "/" + room)).path("lastReadSeq").asInt()).as("one's own").isEqualTo(5);
    }

    @Test
    void t66_aMarkerIsANumber() {
        var room = group(alice);
        for (var seq : List.of(Map.of("$gt", 0), List.of(1), "1", true, 1.5)) {
            assertRefused(put(alice, "/" + room + "/read", Map.of("seq", seq)), 400, "malformed");
        }
        assertRefused(put(alice, "/" + room + "/read", Map.of("seq", -1)), 422, "invalid");
        assertRefused(put(alice, "/" + room + "/read", Map.of("seq", Long.MAX_VALUE)), 422, "invalid");
    }

    private void assertMentions(String who, String room, int count) {
        assertThat(json(get(who, "/" + room)).path("mentions").asInt()).as(who).isEqualTo(count);
    }

    private Entry mention(String room, String actor, String... people) {
        return log.message(room, actor,
                Map.of("type", "text", "content", "you", "mentions", List.of(people)));
    }

    private Entry edit(String room, long seq, @Nullable String named, String actor) {
        var data = named == null
                ? Map.<String, Object>of("seq", seq, "content", "edited")
                : Map.<String, Object>of("seq", seq, "content", "edited", "mentions", List.of(named));
        return log.change(room, "edit", actor, data);
    }
}
