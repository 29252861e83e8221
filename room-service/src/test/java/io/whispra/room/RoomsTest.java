package io.whispra.room;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RoomsTest extends ServiceTest {

    private final String alice = somebody("alice");
    private final String bob = somebody("bob");
    private final String carol = somebody("carol");

    @Test
    void creatorOfAGroupIsItsAdminAndTheLogSaysWhoIsInIt() {
        var room = json(createGroup(alice, "c1", bob, carol, bob, alice).expectStatus().isCreated()
                .expectHeader().valueMatches("Location", "/api/v1/rooms/[0-9a-f-]{36}")
                .expectHeader().valueEquals("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"));
        assertThat(room.path("name").asString()).isEqualTo("Team");
        assertThat(room.path("type").asString()).isEqualTo("group");
        assertThat(room.path("role").asString()).isEqualTo("admin");
        assertThat(room.path("memberCount").asInt()).isEqualTo(3);
        assertThat(room.path("unread").asInt()).isZero();
        assertThat(room.path("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(room.has("participants")).isFalse();
        var id = room.path("id").asString();
        assertThat(log.kinds(id)).containsExactly("room.created", "member.added", "member.added", "member.added");
        assertThat(log.clientIds(id)).containsExactly("1:0", "1:1", "1:2", "1:3");
        assertThat(log.log(id).get(0).data()).isEqualTo(Map.of("name", "Team", "type", "group"));
        assertThat(log.log(id).get(1).data()).isEqualTo(Map.of("userId", alice, "role", "admin"));
        assertThat(log.log(id).get(2).data()).isEqualTo(Map.of("userId", bob, "role", "member"));
        assertThat(json(get(bob, "/" + id).expectStatus().isOk()).path("role").asString()).isEqualTo("member");
    }

    @Test
    void theSameRequestTwentyTimesInParallelMakesOneRoom() {
        Callable<String> request = () -> json(createGroup(alice, "same", bob)).path("id").asString();
        var ids = together(Collections.nCopies(20, request));
        assertThat(new HashSet<>(ids)).hasSize(1);
        assertThat(log.kinds(ids.getFirst())).hasSize(3);
        createGroup(alice, "same").expectStatus().isOk().expectBody().jsonPath("$.id").isEqualTo(ids.getFirst());
        assertThat(json(createGroup(bob, "same").expectStatus().isCreated()).path("id").asString())
                .isNotEqualTo(ids.getFirst());
    }

    @Test
    void t35_aHundredParallelRequestsForAPairMakeOneRoom() {
        var calls = new ArrayList<Callable<String>>();
        for (var i = 0; i < 50; i++) {
            calls.add(() -> json(put(alice, "/private/" + bob, Map.of())).path("id").asString());
            calls.add(() -> json(put(bob, "/private/" + alice, Map.of())).path("id").asString());
        }
        var ids = together(calls);
        assertThat(new HashSet<>(ids)).hasSize(1).doesNotContain("");
        assertThat(log.kinds(ids.getFirst())).containsExactly("room.created", "member.added", "member.added");
        put(bob, "/private/" + alice, Map.of()).expectStatus().isOk();
    }

    @Test
    void aPrivateRoomNamesItsTwoPeopleAndHasNoAdmin() {
        var room = json(put(alice, "/private/" + bob, Map.of()).expectStatus().isCreated());
        assertThat(room.path("type").asString()).isEqualTo("private");
        assertThat(room.path("role").asString()).isEqualTo("member");
        assertThat(room.has("name")).isFalse();
        assertThat(room.path("participants")).extracting(node -> node.asString()).containsExactlyInAnyOrder(alice, bob);
    }

    @Test
    void aPrivateRoomWithOneselfOrWithNobodyIsRefused() {
        assertRefused(put(alice, "/private/" + alice, Map.of()), 422, "invalid");
        assertRefused(put(alice, "/private/" + somebody("ghost"), Map.of()), 404, "user-not-found");
        assertRefused(put(alice, "/private/no.id", Map.of()), 404, "user-not-found");
        assertRefused(put(alice, "/private/no%20id", Map.of()), 400, "malformed");
        assertRefused(put(alice, "/private/" + "x".repeat(65), Map.of()), 404, "user-not-found");
        assertRefused(createGroup(alice, "ghosts", bob, somebody("ghost")), 404, "user-not-found");
    }

    @Test
    void peopleAreLookedUpWithTheCallersOwnToken() {
        var token = issuer.userToken(alice);
        withToken(token).put().uri("/api/v1/rooms/private/" + bob).exchange().expectStatus().isCreated();
        assertThat(accounts.tokens).contains("Bearer " + token);
    }

    @Test
    void withoutTheAuthServiceARoomIsNotMade() {
        accounts.down.set(true);
        put(alice, "/private/" + bob, Map.of()).expectStatus().isEqualTo(503).expectHeader().exists("Retry-After");
        accounts.down.set(false);
        put(alice, "/private/" + bob, Map.of()).expectStatus().isCreated();
    }

    @Test
    void myRoomsComeLatestActivityFirstInPages() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            ids.add(group(alice, bob));
        }
        group(bob);
        Collections.reverse(ids);
        var first = json(get(alice, "?limit=2").expectStatus().isOk().expectHeader().exists("Link"));
        var second = json(get(alice, "?limit=2&cursor=" + first.path("next").asString()));
        var third = json(
                get(alice, "?limit=2&cursor=" + second.path("next").asString()).expectHeader().doesNotExist("Link"));
        var seen = new ArrayList<String>();
        List.of(first, second, third)
                .forEach(page -> page.path("rooms").forEach(room -> seen.add(room.path("id").asString())));
        assertThat(seen).isEqualTo(ids);
        assertThat(third.has("next")).isFalse();
        assertThat(json(get(somebody("nobody"), "")).path("rooms")).isEmpty();
    }

    @Test
    void t38_aCursorIsGoodForItsOwnListOnlyAndLimitsAreChecked() {
        group(alice);
        group(alice);
        var cursor = json(get(alice, "?limit=1")).path("next").asString();
        assertRefused(get(bob, "?cursor=" + cursor), 400, "malformed");
        assertRefused(get(alice, "?cursor=%00nonsense"), 400, "malformed");
        assertRefused(get(alice, "?cursor=" + "A".repeat(2_000)), 400, "malformed");
        for (var limit : List.of("0", "-1", "101", "1000000000", "many")) {
            assertRefused(get(alice, "?limit=" + limit), 400, "malformed");
        }
        get(alice, "?limit=100").expectStatus().isOk();
    }

    @Test
    void aRenamedRoomHasTheNameAndTheLogAnEntry() {
        var id = group(alice, bob);
        assertThat(json(rename(alice, id, "  Cafe\u0301 ").expectStatus().isOk()).path("name").asString())
                .isEqualTo("Caf\u00e9");
        rename(alice, id, "Caf\u00e9").expectStatus().isOk();
        assertThat(log.kinds(id)).endsWith("member.added", "room.updated");
        assertThat(log.log(id).getLast().data()).isEqualTo(Map.of("name", "Caf\u00e9"));
        assertRefused(rename(bob, id, "Mine"), 403, "admin-required");
        var pair = json(put(alice, "/private/" + bob, Map.of())).path("id").asString();
        assertRefused(rename(alice, pair, "Us"), 409, "private-room");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u200b", "a\u0000b", "a\nb", "admin\u202e", "\u2066x\u2069", "a\u2028b",
            "ad\u200bmin", "\ufeffadmin", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"})
    void t25_aNameThatIsEmptyOrDisturbsItsSurroundingsIsRefused(String name) {
        var body = Map.of("clientId", "n1", "name", name, "type", "group");
        assertRefused(post(alice, "", body), 422, "invalid");
    }

    @Test
    void aNameHasAtMostEightyCharacters() {
        post(alice, "", Map.of("clientId", "n80", "name", "\ud83d\ude00".repeat(80))).expectStatus().isCreated();
        assertRefused(post(alice, "", Map.of("clientId", "n81", "name", "x".repeat(81))), 422, "invalid");
    }

    @Test
    void t66_onlyTheTypesOfTheContractAreRead() {
        var operator = Map.of("$ne", "");
        for (var body : List.<Object>of(
                Map.of("clientId", operator, "name", "x"), Map.of("clientId", "a", "name", operator),
                Map.of("clientId", 1, "name", "x"), Map.of("clientId", "a", "name", true),
                Map.of("clientId", "a", "name", "x", "type", "channel"),
                Map.of("clientId", "a", "name", "x", "type", 0),
                Map.of("clientId", "a", "name", "x", "participantIds", operator),
                Map.of("clientId", "a", "name", "x", "participantIds", List.of(operator)), "{", "[]", "null")) {
            assertRefused(post(alice, "", body), 400, "malformed");
        }
    }

    @Test
    void whatIsWellFormedButNotAcceptableNamesTheField() {
        assertInvalid(Map.of("name", "x"), "/clientId");
        assertInvalid(Map.of("clientId", "a b", "name", "x"), "/clientId");
        assertInvalid(Map.of("clientId", "x".repeat(65), "name", "x"), "/clientId");
        assertInvalid(Map.of("clientId", "a"), "/name");
        assertInvalid(Map.of("clientId", "a", "name", "x", "type", "private"), "/type");
        assertInvalid(Map.of("clientId", "a", "name", "x", "participantIds", List.of("no id")), "/participantIds");
        var many = Collections.nCopies(13, bob);
        assertInvalid(Map.of("clientId", "a", "name", "x", "participantIds", many), "/participantIds");
    }

    private void assertInvalid(Map<String, ?> body, String pointer) {
        post(alice, "", body).expectStatus().isEqualTo(422)
                .expectBody().jsonPath("$.errors[0].pointer").isEqualTo(pointer);
    }

    @Test
    void t26_fieldsThatAreNotTheCallersToSetAreIgnored() {
        var room = json(
                post(alice, "", Map.of("clientId", "own", "name", "x", "id", "mine", "version", 9, "memberCount", 9,
                        "admins", List.of(bob), "_class", "java.lang.ProcessBuilder")).expectStatus().isCreated());
        assertThat(room.path("id").asString()).isNotEqualTo("mine");
        assertThat(room.path("memberCount").asInt()).isEqualTo(1);
        assertRefused(get(bob, "/" + room.path("id").asString()), 404, "room-not-found");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        assertRefused(post(alice, "", Map.of("clientId", "big", "name", "x".repeat(20_000))), 413, "too-large");
    }

    @Test
    void nobodyIsInMoreRoomsThanAPersonMayBe() {
        for (var i = 0; i < 15; i++) {
            createGroup(carol, UUID.randomUUID().toString()).expectStatus().isCreated();
        }
        assertRefused(createGroup(carol, "one-more"), 409, "too-many-rooms");
        assertRefused(createGroup(alice, "with-carol", carol), 409, "too-many-rooms");
        assertRefused(put(alice, "/private/" + carol, Map.of()), 409, "too-many-rooms");
        assertRefused(post(alice, "/" + group(alice) + "/participants", Map.of("userId", carol)), 409,
                "too-many-rooms");
        createGroup(alice, "without-carol").expectStatus().isCreated();
    }
}
