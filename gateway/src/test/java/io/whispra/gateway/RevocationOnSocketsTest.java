package io.whispra.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.whispra.gateway.SocketClient.Wire;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What connections hear and become when something happens to people. */
class RevocationOnSocketsTest extends OnSockets {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final String anna = newId();
    private final String ben = newId();
    private final String room = newId();

    @Test
    void t9_connectionsOfARevokedSessionAreClosedWithinTwoSecondsAndHearNothingMore() {
        log.added(room, anna);
        log.added(room, ben);
        var phone = newId();
        var laptop = newId();
        var phones = List.of(openWith(issuer.userToken(anna, phone), Wire.PLAIN).ready(),
                openWith(issuer.userToken(anna, phone), Wire.SOCKET_IO).ready());
        var others = List.of(openWith(issuer.userToken(anna, laptop), Wire.PLAIN).ready(),
                openWith(issuer.userToken(anna, laptop), Wire.SOCKET_IO).ready());
        var stranger = open(ben, Wire.PLAIN).ready();

        people().sessionRevoked(anna, phone, "logout");

        Awaitility.await().atMost(AT_ONCE).until(() -> phones.stream().allMatch(SocketClient::isClosed));
        for (var closed : phones) {
            var bye = closed.await("bye").data();
            assertThat(bye.path("code").asInt()).isEqualTo(4401);
            assertThat(bye.path("problem").path("code").asString()).isEqualTo("session-revoked");
            assertThat(bye.path("problem").path("status").asInt()).isEqualTo(401);
            assertThat(bye.path("resumable").asBoolean()).isFalse();
        }
        for (var other : others) {
            assertThat(other.await("user.event").json())
                    .contains("\"type\":\"session.revoked\"", "\"sessionId\":\"" + phone + "\"");
        }
        publish(log.message(room, "after"));
        Stream.concat(others.stream(), Stream.of(stranger)).forEach(client -> gets(client, room, 2, 3));
        assertThat(phones).allMatch(closed -> closed.named("room.event").isEmpty());
        assertThat(stranger.named("user.event")).isEmpty();
        assertThat(others).noneMatch(SocketClient::isClosed);
    }

    @Test
    void t9_connectionThatIsStillBeingPreparedIsClosedToo() {
        log.added(room, anna);
        var session = newId();
        log.silent(true);
        try {
            var early = openWith(issuer.userToken(anna, session), Wire.PLAIN);
            Awaitility.await().until(() -> Stream.concat(message.asked().stream(), otherMessage.asked().stream())
                    .anyMatch(asked -> asked.uri().contains(anna)));
            people().sessionRevoked(anna, session, "password");
            Awaitility.await().atMost(AT_ONCE).until(early::isClosed);
            assertThat(early.named("ready")).isEmpty();
        } finally {
            log.silent(false);
        }
    }

    @Test
    void t10_connectionsOfADisabledAccountAreClosedAsSuch() {
        var session = newId();
        var client = openWith(issuer.userToken(anna, session), Wire.PLAIN).ready();

        people().sessionRevoked(anna, session, "disabled");

        var bye = client.await("bye").data();
        assertThat(bye.path("code").asInt()).isEqualTo(4403);
        assertThat(bye.path("problem").path("code").asString()).isEqualTo("account-disabled");
        assertThat(bye.path("problem").path("status").asInt()).isEqualTo(403);
        Awaitility.await().atMost(AT_ONCE).until(client::isClosed);
    }

    @Test
    void t9_allConnectionsOfADeletedPersonAreClosedAndOthersHearOfIt() {
        log.added(room, anna);
        log.added(room, ben);
        var gone = both(anna);
        var friend = open(ben, Wire.SOCKET_IO).ready();

        people().userDeleted(anna);

        Awaitility.await().atMost(AT_ONCE).until(() -> gone.stream().allMatch(SocketClient::isClosed));
        assertThat(gone).allMatch(client -> client.await("bye").data().path("code").asInt() == 4403);
        assertThat(friend.await("user.event").json()).contains("\"type\":\"user.deleted\"",
                "\"userId\":\"" + anna + "\"");
    }

    @Test
    void whatOthersSeeOfAPersonReachesEverybodyInTheirRoomsOnceAndThePersonAndNobodyElse() {
        var carl = newId();
        for (var shared : List.of(room, newId(), newId())) {
            log.added(shared, anna);
            log.added(shared, ben);
        }
        var elsewhere = newId();
        log.added(elsewhere, carl);
        var annas = both(anna);
        var bens = both(ben);
        var carls = both(carl);
        StandIn.all().forEach(StandIn::forget);

        people().userUpdated(anna, "Änna");

        for (var client : List.of(annas, bens).stream().flatMap(List::stream).toList()) {
            var event = client.await("user.event").data();
            assertThat(Set.copyOf(event.propertyNames())).containsExactlyInAnyOrder("type", "userId", "name",
                    "avatarUrl");
            assertThat(event.path("type").asString()).isEqualTo("user.updated");
            assertThat(event.path("userId").asString()).isEqualTo(anna);
            assertThat(event.path("name").asString()).isEqualTo("Änna");
        }
        people().userUpdated(carl, "Carl");
        carls.forEach(client -> assertThat(client.await("user.event").json()).contains("\"Carl\""));
        assertThat(Stream.concat(annas.stream(), bens.stream()))
                .allMatch(client -> client.named("user.event").size() == 1);
        assertThat(carls).allMatch(client -> client.named("user.event").size() == 1);
        assertThat(asked(anna)).as("one question for one event").isEqualTo(1);
    }

    @Test
    void ofManyChangesThatWaitOnlyTheLastIsTold() {
        log.added(room, anna);
        log.added(room, ben);
        var friend = open(ben, Wire.PLAIN).ready();
        StandIn.all().forEach(StandIn::forget);
        log.silent(true);
        for (int i = 1; i <= 5; i++) {
            people().userUpdated(anna, "Anna " + i);
        }
        Awaitility.await().until(() -> asked(anna) > 0);
        people().sessionRevoked(ben, "another", "ended");
        friend.await("user.event");
        log.silent(false);

        Awaitility.await().atMost(PATIENCE).until(() -> friend.named("user.event").size() == 2);
        assertThat(friend.named("user.event").getLast().json()).contains("Anna 5");
        assertThat(friend.named("user.event")).hasSize(2);
    }

    private static long asked(String userId) {
        return Stream.concat(message.asked().stream(), otherMessage.asked().stream())
                .filter(asked -> asked.uri().equals("/internal/v1/users/" + userId + "/rooms"))
                .count();
    }
}
