package io.whispra.room;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.whispra.embedded.junit.UserEvents;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An account is gone: its rooms go on without it. */
class DeparturesTest extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UserEvents auth = new UserEvents(kafka.bootstrapServers(), kafka.topic("people"));
    private final String leaver = somebody("leaver");
    private final String bob = somebody("bob");
    private final String carol = somebody("carol");

    @Test
    void theOnlyAdminsHeirIsTheMemberWithTheOldestAccount() {
        var room = group(leaver, carol, bob);
        auth.userDeleted(leaver);
        until(() -> kinds(room).contains("member.removed"));

        var entries = log.log(room);
        var last = entries.getLast();
        var role = entries.get(entries.size() - 2);
        assertThat(role.kind()).isEqualTo("member.role");
        assertThat(role.data()).containsEntry("userId", bob).containsEntry("role", "admin");
        assertThat(last.data()).containsEntry("userId", leaver).containsEntry("reason", "left");
        assertThat(last.actor()).isEqualTo(leaver);
        rename(bob, room, "Ours now").expectStatus().isOk();
        assertThat(json(get(bob, "/" + room)).path("memberCount").asInt()).isEqualTo(2);
    }

    @Test
    void whereSomebodyElseAdministersNobodyIsMadeAdminAndAPrivateRoomStays() {
        var room = group(bob, leaver, carol);
        var ofTwo = json(put(leaver, "/private/" + bob, Map.of())).path("id").asString();
        var alone = group(leaver);
        auth.userDeleted(leaver);
        until(() -> kinds(room).contains("member.removed") && kinds(alone).contains("room.deleted"));

        assertThat(kinds(room)).doesNotContain("member.role");
        assertThat(kinds(ofTwo)).doesNotContain("member.removed");
        get(bob, "/" + ofTwo).expectStatus().isOk();
    }

    @Test
    void itIsDoneWhenTheLogIsBackAndARepeatChangesNothing() {
        var first = group(leaver, bob);
        var second = group(leaver, carol);
        log.down.set(true);
        auth.userDeleted(leaver);
        until(() -> json(get(bob, "/" + first)).path("memberCount").asInt() == 1
                || json(get(carol, "/" + second)).path("memberCount").asInt() == 1);
        log.down.set(false);
        until(() -> kinds(first).contains("member.removed") && kinds(second).contains("member.removed"));
        var before = kinds(first);

        auth.userDeleted(leaver);
        var other = somebody("other");
        var marker = group(other, bob);
        auth.userDeleted(other);
        until(() -> kinds(marker).contains("member.removed"));
        assertThat(kinds(first)).isEqualTo(before);
    }

    @Test
    void nobodyLetsInWhoseAccountIsGone() {
        var gone = "gone-" + UUID.randomUUID();
        var room = group(bob);
        assertRefused(post(bob, "/" + room + "/participants", Map.of("userId", gone)), 404, "user-not-found");
        assertRefused(createGroup(bob, UUID.randomUUID().toString(), carol, gone), 404, "user-not-found");
        assertRefused(put(bob, "/private/" + gone, Map.of()), 404, "user-not-found");
    }

    private static List<String> kinds(String room) {
        return log.log(room).stream().map(LogStandIn.Entry::kind).toList();
    }

    private static void until(BooleanSupplier done) {
        Awaitility.await().atMost(PATIENCE).until(done::getAsBoolean);
    }
}
