package io.whispra.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.whispra.room.aggregate.Change;
import io.whispra.room.aggregate.Fact;
import io.whispra.room.aggregate.Role;
import io.whispra.room.aggregate.Room;
import io.whispra.room.membership.Fold;
import io.whispra.room.membership.UserRooms;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

import static java.time.Instant.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What admins make of a group as a whole: its settings, its picture, its end. */
class SettingsTest extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String alice = somebody("alice");
    private final String bob = somebody("bob");
    private final String carol = somebody("carol");

    @Autowired
    private Fold fold;

    @Autowired
    private UserRooms userRooms;

    @Autowired
    private ReactiveMongoOperations mongodb;

    @Test
    void aGroupBeginsWithItsSettings() {
        var picture = media.image(alice);
        var body = Map.of("clientId", "all", "name", "Team", "description", " For us\nall ", "history", "joined",
                "avatarId", picture);

        var room = json(post(alice, "", body).expectStatus().isCreated());

        var id = room.path("id").asString();
        assertThat(room.path("description").asString()).isEqualTo("For us\nall");
        assertThat(room.path("avatarUrl").asString()).isEqualTo(path(picture));
        assertThat(room.path("history").asString()).isEqualTo("joined");
        assertThat(log.log(id).getFirst().data()).isEqualTo(Map.of("name", "Team", "type", "group", "description",
                "For us\nall", "avatarUrl", path(picture), "history", "joined"));
        assertThat(media.claims).contains(
                new MediaStandIn.Claim(List.of(picture), alice, id, id + ":avatar:" + picture));
        post(alice, "", body).expectStatus().isOk().expectBody().jsonPath("$.id").isEqualTo(id);
    }

    @Test
    void whoChoosesNothingGetsAGroupWhoseHistoryIsShared() {
        var room = json(get(alice, "/" + group(alice)));

        assertThat(room.path("history").asString()).isEqualTo("shared");
        assertThat(room.has("description")).isFalse();
        assertThat(room.has("avatarUrl")).isFalse();
        assertThat(log.log(room.path("id").asString()).getFirst().data()).containsOnlyKeys("name", "type");
        assertThat(json(put(alice, "/private/" + bob, Map.of())).has("history")).isFalse();
    }

    @Test
    void oneRequestIsOneEntryWithOnlyWhatIsNew() {
        var room = group(alice, bob);
        var first = media.image(alice);
        var second = media.image(alice);

        assertUpdated(room, Map.of("name", "Team", "description", "Us", "history", "joined", "avatarId", first),
                Map.of("description", "Us", "history", "joined", "avatarUrl", path(first)));
        assertUpdated(room, Map.of("name", "Crew", "description", "Us", "avatarId", first), Map.of("name", "Crew"));
        assertUpdated(room, Map.of("avatarId", second, "history", "joined"), Map.of("avatarUrl", path(second)));
        assertUpdated(room, Map.of("description", "", "avatarId", "", "history", "shared"),
                Map.of("description", "", "avatarUrl", "", "history", "shared"));
        assertThat(json(get(bob, "/" + room)).propertyNames()).doesNotContain("description", "avatarUrl");

        var entries = log.log(room).size();
        for (var nothing : List.of(Map.of(), Map.of("name", "Crew"), Map.of("description", "", "avatarId", ""),
                Map.of("history", "shared"), Map.of("description", " \n "))) {
            patch(alice, "/" + room, nothing).expectStatus().isOk();
        }
        assertThat(log.log(room)).hasSize(entries);
    }

    private void assertUpdated(String room, Map<String, String> body, Map<String, String> data) {
        var entries = log.log(room).size();
        patch(alice, "/" + room, body).expectStatus().isOk();
        assertThat(log.log(room)).hasSize(entries + 1);
        assertThat(log.log(room).getLast().kind()).isEqualTo("room.updated");
        assertThat(log.log(room).getLast().data()).isEqualTo(data);
    }

    @Test
    void settingsThatWaitForTheLogArriveAsTheyWereMeant() {
        var room = group(alice);
        var picture = media.image(alice);
        log.down.set(true);
        patch(alice, "/" + room, Map.of("description", "Later", "history", "joined", "avatarId", picture))
                .expectStatus().isEqualTo(503);
        log.down.set(false);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.log(room).getLast().data()).isEqualTo(
                Map.of("description", "Later", "history", "joined", "avatarUrl", path(picture))));
    }

    @Test
    void t36_onlyAdminsChangeOrEndAGroupAndNobodyAPrivateRoom() {
        var room = group(alice, bob);
        var pair = json(put(alice, "/private/" + bob, Map.of())).path("id").asString();
        var picture = media.image(bob);

        for (var body : List.of(Map.of("name", ""), Map.of("description", "Mine"), Map.of("history", "joined"),
                Map.of("avatarId", picture))) {
            assertRefused(patch(bob, "/" + room, body), 403, "admin-required");
            assertRefused(patch(bob, "/" + pair, body), 409, "private-room");
        }
        assertRefused(delete(bob, "/" + room), 403, "admin-required");
        assertRefused(delete(bob, "/" + pair), 409, "private-room");
        assertThat(media.isClaimed(picture)).isFalse();
        get(alice, "/" + pair).expectStatus().isOk();
    }

    @Test
    void aPictureIsAnImageOfOnesOwnNotTooLargeAndNotUsedElsewhere() {
        var room = group(alice, bob);
        var pdf = media.upload(alice, "application/pdf", 1_000);
        var large = media.upload(alice, "image/png", 5 * 1024 * 1024 + 1);
        var bobs = media.image(bob);
        var used = media.image(alice);
        patch(alice, "/" + group(alice), Map.of("avatarId", used)).expectStatus().isOk();

        for (var id : List.of(pdf, large, bobs, used, "unknown", "no id", "../x", "x".repeat(65))) {
            assertRefused(patch(alice, "/" + room, Map.of("avatarId", id, "name", "New")), 422, "avatar-not-usable");
            assertRefused(post(alice, "", Map.of("clientId", "c", "name", "New", "avatarId", id)), 422,
                    "avatar-not-usable");
        }
        patch(alice, "/" + room, Map.of("avatarId", pdf)).expectBody().jsonPath("$.errors[0].pointer")
                .isEqualTo("/avatarId");
        assertThat(media.isClaimed(pdf)).as("a file that is no picture stays usable").isFalse();
        assertThat(media.isClaimed(large)).isFalse();
        assertThat(json(get(alice, "/" + room)).path("name").asString()).isEqualTo("Team");
        patch(alice, "/" + room, Map.of("avatarId", media.upload(alice, "image/webp", 5 * 1024 * 1024)))
                .expectStatus().isOk();
    }

    @Test
    void withoutTheMediaServiceAPictureIsNotChangedAndTheRestOfTheRequestNeither() {
        var room = group(alice);
        var picture = media.image(alice);
        media.down.set(true);
        assertRefused(patch(alice, "/" + room, Map.of("avatarId", picture, "name", "New")), 503, "unavailable");
        patch(alice, "/" + room, Map.of("avatarId", "", "description", "Without")).expectStatus().isOk();
        assertRefused(post(alice, "", Map.of("clientId", "away", "name", "x", "avatarId", picture)), 503,
                "unavailable");
        media.down.set(false);

        assertThat(json(get(alice, "/" + room)).path("name").asString()).isEqualTo("Team");
    }

    @Test
    void aClaimWhoseAnswerWasLostIsFoundByTheRepeat() {
        var room = group(alice);
        var picture = media.image(alice);
        var another = media.image(alice);
        var body = Map.of("clientId", "lost", "name", "x", "avatarId", another);
        media.deaf.set(true);
        patch(alice, "/" + room, Map.of("avatarId", picture)).expectStatus().isEqualTo(503);
        post(alice, "", body).expectStatus().isEqualTo(503);
        media.deaf.set(false);

        patch(alice, "/" + room, Map.of("avatarId", picture)).expectStatus().isOk();
        var id = json(post(alice, "", body).expectStatus().isCreated()).path("id").asString();
        post(alice, "", body).expectStatus().isOk().expectBody().jsonPath("$.id").isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "admin\u202e", "\u2066x\u2069", "a\u2028b", "ad\u200bmin",
            "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"})
    void t25_aDescriptionThatDisturbsItsSurroundingsIsRefused(String description) {
        var body = Map.of("clientId", "d1", "name", "x", "description", description);
        post(alice, "", body).expectStatus().isEqualTo(422)
                .expectBody().jsonPath("$.errors[0].pointer").isEqualTo("/description");
    }

    @Test
    void aDescriptionHasAtMostFiveHundredCharacters() {
        var room = group(alice);
        var longest = "\ud83d\ude00".repeat(500);
        assertThat(json(patch(alice, "/" + room, Map.of("description", longest)).expectStatus().isOk())
                .path("description").asString()).isEqualTo(longest);
        assertRefused(patch(alice, "/" + room, Map.of("description", longest + "x")), 422, "invalid");
    }

    @Test
    void t26_fieldsOfARoomThatAreNotTheAdminsToSetAreIgnored() {
        var room = group(alice);
        var before = json(get(alice, "/" + room));
        var body = new HashMap<String, Object>(Map.of("name", "Team", "id", "mine", "version", 9, "memberCount", 9,
                "admins", List.of(bob), "type", "private", "createdAt", "1970-01-01T00:00:00.000Z", "pairKey", "a:b"));
        body.put("_class", "java.lang.ProcessBuilder");
        body.put("avatarUrl", "https://example.org/x.png");
        body.put("settings", Map.of("avatarId", "x"));

        patch(alice, "/" + room, body).expectStatus().isOk();

        assertThat(json(get(alice, "/" + room))).isEqualTo(before);
        assertRefused(get(bob, "/" + room), 404, "room-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#{7*7}", "${jndi:ldap://127.0.0.1:1/x}", "T(java.lang.Runtime)", "{{7*7}}", "%s%n",
            "<script>alert(1)</script>", "first\r\nINFO fake"})
    void t52_whatLooksLikeAnExpressionIsKeptAsItIs(String text) {
        var room = group(alice);
        var body = Map.of("description", text, "name", text.replaceAll("\\s+", " "));

        var answer = json(patch(alice, "/" + room, body).expectStatus().isOk());

        assertThat(answer.path("description").asString()).isEqualTo(text);
        assertThat(answer.path("name").asString()).isEqualTo(body.get("name"));
        assertThat(log.log(room).getLast().data()).isEqualTo(body);
    }

    @Test
    void t66_onlyTextsAreReadAsSettings() {
        var room = group(alice);
        for (var operator : List.of(Map.of("$ne", ""), Map.of("$gt", ""), List.of("x"), 1, true)) {
            for (var field : List.of("name", "description", "history", "avatarId")) {
                assertRefused(patch(alice, "/" + room, Map.of(field, operator)), 400, "malformed");
                var body = new HashMap<String, Object>(Map.of("clientId", "o", "name", "x"));
                body.put(field, operator);
                assertRefused(post(alice, "", body), 400, "malformed");
            }
        }
        assertRefused(patch(alice, "/" + room, Map.of("history", "everything")), 400, "malformed");
        assertRefused(patch(alice, "/" + room, "[]"), 400, "malformed");
        assertThat(log.log(room)).hasSize(2);
    }

    @Test
    void anAdminEndsAGroupForEverybody() {
        var room = group(alice, bob, carol);

        delete(alice, "/" + room).expectStatus().isNoContent();

        assertThat(log.kinds(room)).endsWith("member.added", "room.deleted");
        assertThat(log.log(room).getLast().data()).isEmpty();
        assertThat(log.log(room).getLast().actor()).isEqualTo(alice);
        for (var person : List.of(alice, bob, carol)) {
            assertRefused(get(person, "/" + room), 404, "room-not-found");
            assertRefused(get(person, "/" + room + "/participants"), 404, "room-not-found");
            assertRefused(put(person, "/" + room + "/read", Map.of("seq", 1)), 404, "room-not-found");
            assertRefused(delete(person, "/" + room), 404, "room-not-found");
            assertThat(json(get(person, "")).path("rooms")).isEmpty();
            assertThat(userRooms.of(person).block()).isEmpty();
        }
        assertRefused(createGroup(alice, clientId(room)), 404, "room-not-found");
    }

    /** Of the request that made it: the room is gone for that one too. */
    private String clientId(String room) {
        var clientId = UUID.randomUUID().toString();
        var other = json(createGroup(alice, clientId).expectStatus().isCreated()).path("id").asString();
        assertThat(other).isNotEqualTo(room);
        delete(alice, "/" + other).expectStatus().isNoContent();
        return clientId;
    }

    @Test
    void theEndCountsAtOnceAndReachesTheLogWhenThatIsBack() {
        var room = group(alice, bob);
        var ended = group(alice, bob);
        log.down.set(true);
        assertRefused(delete(alice, "/" + room), 503, "unavailable");
        // As if the service had ended before it did more than decide.
        mongodb.updateFirst(Query.query(Criteria.where("_id").is(ended)), new Update().set("version", 2L)
                .set("memberCount", 0)
                .push("pending", new Change(2, alice, now(), List.of(new Fact.Deleted()), null)), Room.class).block();

        for (var id : List.of(room, ended)) {
            assertRefused(get(bob, "/" + id), 404, "room-not-found");
            assertRefused(delete(alice, "/" + id), 404, "room-not-found");
        }
        assertThat(json(get(bob, "")).path("rooms")).isEmpty();
        log.down.set(false);
        await().atMost(PATIENCE).until(() -> log.kinds(room).contains("room.deleted"));
    }

    @Test
    void aLargeGroupEndsInSteps() {
        var room = group(alice);
        var facts = new ArrayList<Fact>();
        for (var i = 0; i < 205; i++) {
            facts.add(new Fact.Added(somebody("member"), Role.MEMBER));
        }
        fold.apply(room, new Change(2, alice, now(), facts, null)).block();

        fold.apply(room, new Change(3, alice, now(), List.of(new Fact.Deleted()), null)).block();

        assertThat(left(room)).isEmpty();
        fold.apply(room, new Change(2, alice, now(), facts.subList(0, 3), null)).block();
        assertThat(left(room).values()).as("a repeat that comes late").doesNotContain("participants");
    }

    /** Who is still in the room, and in whose list it is, by where that stands. */
    private Map<String, String> left(String room) {
        var left = new HashMap<String, String>();
        var inside = Query.query(Criteria.where("roomId").is(room).and("role").exists(true));
        var listed = Query.query(Criteria.where("rooms." + room).exists(true));
        for (var found : Map.of("participants", inside, "user_rooms", listed).entrySet()) {
            mongodb.find(found.getValue(), Document.class, found.getKey())
                    .doOnNext(document -> left.put(document.getString("_id"), found.getKey()))
                    .blockLast();
        }
        return left;
    }

    private static String path(String attachmentId) {
        return "/api/v1/attachments/" + attachmentId + "/content";
    }
}
