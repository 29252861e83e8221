package io.whispra.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ParticipantsTest extends ServiceTest {

    private static final Map<String, String> ADMIN = Map.of("role", "admin");
    private static final Map<String, String> MEMBER = Map.of("role", "member");

    private final String alice = somebody("alice");
    private final String bob = somebody("bob");
    private final String carol = somebody("carol");

    @Test
    void anAdminAddsAMemberOnceHoweverOftenAsked() {
        var room = group(alice);
        var added = json(post(alice, of(room), Map.of("userId", bob)).expectStatus().isCreated());
        assertThat(added.path("userId").asString()).isEqualTo(bob);
        assertThat(added.path("role").asString()).isEqualTo("member");
        assertThat(added.path("joinedAt").asString()).endsWith("Z");
        post(alice, of(room), Map.of("userId", bob)).expectStatus().isOk();
        assertThat(log.kinds(room)).containsExactly("room.created", "member.added", "member.added");
        get(bob, "/" + room).expectStatus().isOk().expectBody().jsonPath("$.memberCount").isEqualTo(2);
        assertThat(json(get(bob, "")).path("rooms").path(0).path("id").asString()).isEqualTo(room);
    }

    @Test
    void aRemovedMemberIsOutAndMayComeBack() {
        var room = group(alice, bob);
        delete(alice, of(room, bob)).expectStatus().isNoContent();
        delete(alice, of(room, bob)).expectStatus().isNoContent();
        assertRefused(get(bob, "/" + room), 404, "room-not-found");
        assertThat(json(get(bob, "")).path("rooms")).isEmpty();
        assertRefused(get(alice, of(room, bob)), 404, "participant-not-found");
        post(alice, of(room), Map.of("userId", bob, "role", "admin")).expectStatus().isCreated();
        assertThat(json(get(bob, of(room, "me"))).path("role").asString()).isEqualTo("admin");
        assertThat(log.kinds(room)).endsWith("member.added", "member.removed", "member.added");
        assertThat(log.log(room).get(3).data()).isEqualTo(Map.of("userId", bob, "reason", "removed"));
    }

    @Test
    void aMemberLeavesByThemselves() {
        var room = group(alice, bob);
        delete(bob, of(room, "me")).expectStatus().isNoContent();
        assertThat(log.log(room).getLast().data()).isEqualTo(Map.of("userId", bob, "reason", "left"));
        assertThat(log.log(room).getLast().actor()).isEqualTo(bob);
        assertRefused(delete(bob, of(room, "me")), 404, "room-not-found");
    }

    @Test
    void theLastAdminStaysWhileOthersAreThere() {
        var room = group(alice, bob);
        assertRefused(delete(alice, of(room, "me")), 409, "last-admin");
        assertRefused(put(alice, of(room, "me"), MEMBER), 409, "last-admin");
        put(alice, of(room, bob), ADMIN).expectStatus().isOk().expectBody().jsonPath("$.role").isEqualTo("admin");
        put(alice, of(room, "me"), MEMBER).expectStatus().isOk().expectBody().jsonPath("$.role").isEqualTo("member");
        delete(alice, of(room, "me")).expectStatus().isNoContent();
        assertThat(json(get(bob, of(room))).path("participants")).hasSize(1);
    }

    @Test
    void whenTheLastOneLeavesTheRoomIsGone() {
        var room = group(alice);
        delete(alice, of(room, "me")).expectStatus().isNoContent();
        assertThat(log.kinds(room)).endsWith("member.removed", "room.deleted");
        assertRefused(get(alice, "/" + room), 404, "room-not-found");
        assertThat(json(get(alice, "")).path("rooms")).isEmpty();
    }

    @Test
    void t11_aMemberWhoIsNoAdminChangesNobodyElse() {
        var room = group(alice, bob, carol);
        assertRefused(post(bob, of(room), Map.of("userId", somebody("dave"))), 403, "admin-required");
        assertRefused(post(bob, of(room), Map.of("userId", somebody("ghost"))), 403, "admin-required");
        assertRefused(delete(bob, of(room, carol)), 403, "admin-required");
        assertRefused(delete(bob, of(room, alice)), 403, "admin-required");
        assertRefused(put(bob, of(room, "me"), ADMIN), 403, "admin-required");
        assertRefused(put(bob, of(room, alice), MEMBER), 403, "admin-required");
        put(alice, of(room, bob), ADMIN).expectStatus().isOk();
        put(bob, of(room, alice), MEMBER).expectStatus().isOk();
        assertRefused(put(alice, of(room, bob), MEMBER), 403, "admin-required");
    }

    @Test
    void t29_anOutsiderCannotTellARoomFromNone() {
        var room = group(alice, bob);
        var removed = somebody("removed");
        post(alice, of(room), Map.of("userId", removed)).expectStatus().isCreated();
        delete(alice, of(room, removed)).expectStatus().isNoContent();
        for (var id : List.of(room, "unknown", "x".repeat(65), "$where")) {
            for (var outsider : List.of(carol, removed)) {
                assertRefused(get(outsider, "/" + id), 404, "room-not-found");
                assertRefused(rename(outsider, id, "Mine"), 404, "room-not-found");
                assertRefused(rename(outsider, id, ""), 404, "room-not-found");
                assertRefused(delete(outsider, "/" + id), 404, "room-not-found");
                assertRefused(get(outsider, of(id)), 404, "room-not-found");
                assertRefused(post(outsider, of(id), Map.of("userId", carol)), 404, "room-not-found");
                assertRefused(get(outsider, of(id, alice)), 404, "room-not-found");
                assertRefused(get(outsider, of(id, "me")), 404, "room-not-found");
                assertRefused(put(outsider, of(id, outsider), ADMIN), 404, "room-not-found");
                assertRefused(delete(outsider, of(id, alice)), 404, "room-not-found");
                assertRefused(delete(outsider, of(id, "me")), 404, "room-not-found");
                assertRefused(put(outsider, "/" + id + "/read", Map.of("seq", 1)), 404, "room-not-found");
                assertRefused(put(outsider, "/" + id + "/read", Map.of("seq", 1_000_000)), 404, "room-not-found");
                assertRefused(patch(outsider, of(id, "me"), Map.of("muted", true)), 404, "room-not-found");
            }
        }
        assertThat(withoutTrace(json(get(carol, "/" + room)))).isEqualTo(withoutTrace(json(get(carol, "/unknown"))));
    }

    private static Map<?, ?> withoutTrace(JsonNode problem) {
        var fields = JSON.convertValue(problem, Map.class);
        fields.remove("traceId");
        return fields;
    }

    @Test
    void t34_twoAdminsWhoLeaveOrDemoteEachOtherNeverLeaveAGroupWithoutAnAdmin() {
        var room = group(alice, bob, carol);
        restore(room, alice);
        for (var round = 0; round < 200; round++) {
            List<Callable<Integer>> race = switch (round % 4) {
                case 0 -> List.of(leave(alice, room), leave(bob, room));
                case 1 -> List.of(demote(alice, room, bob), demote(bob, room, alice));
                case 2 -> List.of(remove(alice, room, bob), remove(bob, room, alice));
                default -> List.of(leave(alice, room), demote(bob, room, "me"));
            };
            var statuses = together(race);
            var admins = admins(room);
            assertThat(admins).as("round %s: %s", round, statuses).hasSize(1);
            restore(room, admins.getFirst());
            assertThat(statuses).as("round %s", round).containsAnyOf(200, 204)
                    .isSubsetOf(200, 204, 403, 404, 409);
        }
    }

    /** Both are admins again. */
    private void restore(String room, String admin) {
        var other = admin.equals(alice) ? bob : alice;
        post(admin, of(room), Map.of("userId", other)).expectStatus().is2xxSuccessful();
        put(admin, of(room, other), ADMIN).expectStatus().isOk();
    }

    private List<String> admins(String room) {
        var admins = new ArrayList<String>();
        for (var participant : json(get(carol, of(room)).expectStatus().isOk()).path("participants")) {
            if (participant.path("role").asString().equals("admin")) {
                admins.add(participant.path("userId").asString());
            }
        }
        return admins;
    }

    private Callable<Integer> leave(String who, String room) {
        return remove(who, room, "me");
    }

    private Callable<Integer> remove(String actor, String room, String who) {
        return () -> delete(actor, of(room, who)).expectBody().returnResult().getStatus().value();
    }

    private Callable<Integer> demote(String actor, String room, String who) {
        return () -> put(actor, of(room, who), MEMBER).expectBody().returnResult().getStatus().value();
    }

    @Test
    void aPrivateRoomIsNeitherLeftNorExtended() {
        var room = json(put(alice, "/private/" + bob, Map.of())).path("id").asString();
        assertRefused(delete(alice, of(room, "me")), 409, "private-room");
        assertRefused(delete(alice, of(room, bob)), 409, "private-room");
        assertRefused(post(alice, of(room), Map.of("userId", carol)), 409, "private-room");
        assertRefused(put(alice, of(room, "me"), ADMIN), 409, "private-room");
        assertThat(json(get(bob, of(room))).path("participants")).hasSize(2);
    }

    @Test
    void aFullRoomTakesNobodyElse() {
        var others = new ArrayList<String>();
        for (var i = 0; i < 10; i++) {
            others.add(somebody("member" + i));
        }
        var room = group(alice, others.toArray(String[]::new));
        List<Callable<Integer>> race = List.of(add(room, bob), add(room, carol));
        assertThat(together(race)).containsExactlyInAnyOrder(201, 409);
        assertRefused(post(alice, of(room), Map.of("userId", somebody("dave"))), 409, "room-full");
        assertThat(json(get(alice, "/" + room)).path("memberCount").asInt()).isEqualTo(12);
    }

    private Callable<Integer> add(String room, String who) {
        return () -> post(alice, of(room), Map.of("userId", who)).expectBody().returnResult().getStatus().value();
    }

    @Test
    void participantsComeInPagesByTheirIds() {
        var others = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            others.add(somebody("member" + i));
        }
        var room = group(alice, others.toArray(String[]::new));
        delete(alice, of(room, others.removeFirst())).expectStatus().isNoContent();
        var first = json(get(alice, of(room) + "?limit=4").expectHeader().exists("Link"));
        var second = json(get(alice, of(room) + "?limit=4&cursor=" + first.path("next").asString()));
        var seen = new ArrayList<String>();
        List.of(first, second).forEach(page -> page.path("participants")
                .forEach(participant -> seen.add(participant.path("userId").asString())));
        others.addFirst(alice);
        assertThat(seen).isEqualTo(others);
        assertThat(second.has("next")).isFalse();
        var elsewhere = group(alice);
        assertRefused(get(alice, of(elsewhere) + "?cursor=" + first.path("next").asString()), 400, "malformed");
    }

    @Test
    void bodiesAboutParticipantsAreChecked() {
        var room = group(alice, bob);
        assertRefused(post(alice, of(room), Map.of()), 422, "invalid");
        assertRefused(post(alice, of(room), Map.of("userId", "no id")), 422, "invalid");
        assertRefused(post(alice, of(room), Map.of("userId", Map.of("$ne", 1))), 400, "malformed");
        assertRefused(post(alice, of(room), Map.of("userId", carol, "role", "owner")), 400, "malformed");
        assertRefused(post(alice, of(room), Map.of("userId", somebody("ghost"))), 404, "user-not-found");
        assertRefused(put(alice, of(room, bob), Map.of()), 422, "invalid");
        assertRefused(put(alice, of(room, carol), ADMIN), 404, "participant-not-found");
    }

    private static String of(String room) {
        return "/" + room + "/participants";
    }

    private static String of(String room, String who) {
        return of(room) + "/" + who;
    }
}
