package io.whispra.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** How people want to have their rooms: muted, or put away. */
class PreferencesTest extends LogTopicTest {

    private final String alice = somebody("alice");
    private final String bob = somebody("bob");

    @Test
    void aRoomIsMutedAndPutAwayForOneselfAlone() {
        var room = group(alice, bob);
        var before = json(get(alice, "/" + room));
        assertThat(before.path("muted").asBoolean(true)).isFalse();
        assertThat(before.path("archived").asBoolean(true)).isFalse();

        var own = json(prefer(alice, room, Map.of("muted", true)).expectStatus().isOk());
        assertThat(own.path("userId").asString()).isEqualTo(alice);
        assertThat(own.path("muted").asBoolean()).isTrue();
        assertThat(own.path("archived").asBoolean(true)).isFalse();
        assertThat(json(prefer(alice, room, Map.of("archived", true))).path("muted").asBoolean()).isTrue();
        assertThat(json(prefer(alice, room, Map.of())).path("archived").asBoolean()).isTrue();

        assertThat(json(get(alice, "/" + room)).path("muted").asBoolean()).isTrue();
        assertThat(json(get(alice, "/" + room)).path("archived").asBoolean()).isTrue();
        assertThat(json(get(bob, "/" + room)).path("muted").asBoolean(true)).isFalse();
        assertThat(json(get(bob, "/" + room + "/participants/" + alice)).propertyNames())
                .containsExactly("userId", "role", "joinedAt", "lastReadSeq");
        assertThat(json(get(bob, "/" + room + "/participants")).path("participants"))
                .filteredOn(node -> node.has("muted")).hasSize(1)
                .allSatisfy(node -> assertThat(node.path("userId").asString()).isEqualTo(bob));
        prefer(alice, room, Map.of("muted", false, "archived", false)).expectBody().jsonPath("$.muted").isEqualTo(false)
                .jsonPath("$.archived").isEqualTo(false);
        assertThat(log.kinds(room)).as("the log does not know").hasSize(3);
    }

    @Test
    void aNewerMessageBringsARoomBackUnlessItIsMuted() {
        var room = group(alice, bob);
        publishAll(room);
        publish(text(room, bob, "one"));
        awaitHead(alice, room, 4);
        prefer(alice, room, Map.of("archived", true)).expectStatus().isOk();
        prefer(bob, room, Map.of("archived", true, "muted", true)).expectStatus().isOk();

        patch(alice, "/" + room, Map.of("name", "No message")).expectStatus().isOk();
        publish(log.log(room).getLast());
        awaitHead(alice, room, 5);
        assertThat(isArchived(alice, room)).isTrue();

        publish(text(room, bob, "two"));
        awaitHead(alice, room, 6);
        assertThat(isArchived(alice, room)).isFalse();
        assertThat(isArchived(bob, room)).isTrue();
        prefer(alice, room, Map.of("muted", true)).expectStatus().isOk();
        assertThat(isArchived(alice, room)).as("it came back, and muting does not put it away").isFalse();
        prefer(bob, room, Map.of("muted", false)).expectStatus().isOk();
        assertThat(isArchived(bob, room)).as("hearing it again does not bring it back").isTrue();
        publish(text(room, alice, "three"));
        awaitHead(alice, room, 7);
        assertThat(isArchived(bob, room)).isFalse();
    }

    @Test
    void aRoomIsPutAwayUpToWhatThePersonHasSeenNotOnlyUpToTheHead() {
        var room = group(alice, bob);
        publishAll(room);
        awaitHead(alice, room, 3);
        var late = text(room, bob, "seen before the head moved");
        put(alice, "/" + room + "/read", Map.of("seq", 4)).expectStatus().isOk();
        prefer(alice, room, Map.of("archived", true)).expectStatus().isOk();

        publish(late);
        awaitHead(alice, room, 4);

        assertThat(isArchived(alice, room)).isTrue();
    }

    @Test
    void t38_theListIsFilteredAndItsCursorsAreItsOwn() {
        var away = new ArrayList<String>();
        var here = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            var room = group(alice);
            (i % 2 == 0 ? away : here).addFirst(room);
            if (i % 2 == 0) {
                prefer(alice, room, Map.of("archived", true)).expectStatus().isOk();
            }
        }

        assertThat(ids(json(get(alice, "?archived=true")))).isEqualTo(away);
        assertThat(ids(json(get(alice, "?archived=false")))).isEqualTo(here);
        assertThat(ids(json(get(alice, "")))).hasSize(6);

        var first = json(get(alice, "?archived=true&limit=2").expectHeader()
                .valueMatches("Link", "<\\?archived=true&cursor=.*>; rel=\"next\""));
        var cursor = first.path("next").asString();
        var rest = json(get(alice, "?archived=true&limit=2&cursor=" + cursor));
        assertThat(ids(first)).isEqualTo(away.subList(0, 2));
        assertThat(ids(rest)).isEqualTo(away.subList(2, 3));
        for (var other : List.of("?cursor=", "?archived=false&cursor=",
                "/" + away.getFirst() + "/participants?cursor=")) {
            assertRefused(get(alice, other + cursor), 400, "malformed");
        }
        assertRefused(get(bob, "?archived=true&cursor=" + cursor), 400, "malformed");
        var all = json(get(alice, "?limit=1")).path("next").asString();
        assertRefused(get(alice, "?archived=true&cursor=" + all), 400, "malformed");
        for (var limit : List.of("-1", "0", "1000000000", "1e9", "101")) {
            assertRefused(get(alice, "?archived=true&limit=" + limit), 400, "malformed");
            assertRefused(get(alice, "/" + here.getFirst() + "/participants?limit=" + limit), 400, "malformed");
        }
        assertRefused(get(alice, "?archived=maybe"), 400, "malformed");
    }

    @Test
    void whoComesBackHasTheRoomAsANewOne() {
        var room = group(alice, bob);
        prefer(bob, room, Map.of("archived", true, "muted", true)).expectStatus().isOk();
        delete(bob, "/" + room + "/participants/me").expectStatus().isNoContent();
        assertRefused(prefer(bob, room, Map.of("muted", false)), 404, "room-not-found");
        post(alice, "/" + room + "/participants", Map.of("userId", bob)).expectStatus().isCreated();

        assertThat(isArchived(bob, room)).isFalse();
        assertThat(json(get(bob, "/" + room)).path("muted").asBoolean(true)).isFalse();
    }

    @Test
    void t36_nobodyDecidesForOthers() {
        var room = group(alice, bob);
        assertRefused(patch(alice, "/" + room + "/participants/" + bob, Map.of("muted", true)), 405,
                "method-not-allowed");
        assertThat(json(get(bob, "/" + room)).path("muted").asBoolean(true)).isFalse();
    }

    @Test
    void t66_onlyYesAndNoAreRead() {
        var room = group(alice);
        for (var value : List.of(Map.of("$ne", false), List.of(true), "true", 1, "")) {
            assertRefused(prefer(alice, room, Map.of("muted", value)), 400, "malformed");
            assertRefused(prefer(alice, room, Map.of("archived", value)), 400, "malformed");
        }
        prefer(alice, room, Map.of("role", "member", "userId", bob, "lastReadSeq", 9, "version", 1)).expectStatus()
                .isOk();
        assertThat(json(get(alice, "/" + room + "/participants/me")).path("role").asString()).isEqualTo("admin");
    }

    private ResponseSpec prefer(String who, String room,
            Map<String, ?> body) {
        return patch(who, "/" + room + "/participants/me", body);
    }

    private boolean isArchived(String who, String room) {
        return json(get(who, "/" + room)).path("archived").asBoolean();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("rooms").valueStream().map(room -> room.path("id").asString()).toList();
    }
}
