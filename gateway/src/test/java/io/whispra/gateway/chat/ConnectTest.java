package io.whispra.gateway.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;

import io.whispra.gateway.problem.ProblemType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectTest extends OnChat {

    @Test
    void readyTellsWhoAndWhere() {
        var anna = user();
        var room = room();
        log.added(room, anna);
        log.message(room, "hi");
        log.message(room(), "not hers");

        var person = connect(anna);
        var ready = person.ready();

        assertThat(ready.path("sessionId").asString()).isEqualTo(person.client().id());
        assertThat(ready.path("userId").asString()).isEqualTo(anna);
        assertThat(ready.path("epoch").asString()).isEqualTo(log.epoch());
        assertThat(ready.path("serverTime").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(ready.path("expiresAt").asString())).isAfter(Instant.now());
        assertThat(ready.path("limits")).isEqualTo(
                json("""
                {"frameBytes":65536,"framesPerSecond":60,"syncRooms":200,"syncBytes":262144,"fetchLimit":200,"watched":200}"""));
        assertThat(ready.path("heads"))
                .isEqualTo(json("[{\"roomId\":\"" + room + "\",\"seq\":2,\"number\":1}]"));
    }

    @Test
    void headsSayWhatWasReadWhereTheRoomServiceKnows() {
        var anna = user();
        log.added("marked", anna);
        log.message("marked", "one");
        log.message("marked", "two");
        log.message("marked", "three");

        var head = connect(anna).ready().path("heads").path(0);

        assertThat(head.path("lastReadNumber").asInt()).isEqualTo(1);
        assertThat(head.path("unread").asInt()).as("counted to the head that is told").isEqualTo(2);
    }

    @Test
    void headsOfAllPagesSayWhatWasReadAndTheLatestComeFirst() {
        var anna = user();
        for (var room : List.of("a-room", "marked-too", "marked", "z-room")) {
            log.added(room, anna);
            log.message(room, "one");
        }

        var person = connect(anna);
        var synced = person.ack("sync", "{\"rooms\":{}}").path("data").path("heads");

        assertThat(person.ready().path("heads")).extracting(head -> head.path("roomId").asString())
                .startsWith("marked", "marked-too");
        assertThat(synced).filteredOn(head -> head.has("unread")).hasSize(2)
                .allSatisfy(head -> assertThat(head.path("unread").asInt() + head.path("lastReadNumber").asInt())
                        .isEqualTo(1));
    }

    @Test
    void whatIsPublishedAfterReadyArrivesAsTheVeryBytes() {
        var anna = user();
        var room = room();
        log.added(room, anna);
        var person = connect(anna);

        var line = log.message(room, "ä \\u00e4");
        publish(line);

        Awaitility.await()
                .untilAsserted(() -> assertThat(person.client().data("room.event")).containsExactly(line.json()));
    }

    @Test
    void t1BadTokensAreRefused() {
        assertThat(List.of(
                refusedConnect(""),
                refusedConnect("nonsense"),
                refusedConnect("x".repeat(100_000)),
                refusedConnect(issuer.forgedToken("anna")),
                refusedConnect(issuer.serviceToken("bot", "room-log:read")),
                refusedConnect(issuer.token(claims -> claims.subject("../x"))),
                refusedConnect(issuer.token(claims -> claims.audience("other"))),
                refusedConnect(
                        issuer.token(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(5)))))))
                .allMatch(refusal -> refusal.type() == ProblemType.UNAUTHENTICATED);
    }

    @Test
    void t8ANewerTokenOfTheSameLoginKeepsTheSessionOpen() {
        var anna = user();
        var person = connectWith(token(anna, "s1", 3));

        var ack = person.ack("auth.refresh", "{\"token\":\"" + token(anna, "s1", 600) + "\"}");

        assertThat(ack.path("ok").asBoolean()).isTrue();
        assertThat(Instant.parse(ack.path("data").path("expiresAt").asString()))
                .isAfter(Instant.now().plusSeconds(500));
        Awaitility.await()
                .during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(6))
                .until(() -> person.client().byes().isEmpty());
    }

    @Test
    void aTokenOfAnotherLoginOrUserDoesNotRefresh() {
        var anna = user();
        var person = connectWith(token(anna, "s1", 600));

        for (var token : List.of(token(anna, "s2", 600), token(user(), "s1", 600), "nonsense")) {
            assertThat(person.refused("auth.refresh", "{\"token\":\"" + token + "\"}").type())
                    .isEqualTo(ProblemType.UNAUTHENTICATED);
        }
    }

    @Test
    void theOldestOfTooManySessionsOfAUserIsReplaced() {
        var anna = user();
        var first = connect(anna);
        var others = IntStream.range(0, 20).mapToObj(_ -> connect(anna)).toList();

        assertThat(first.client().byes()).hasSize(1);
        assertThat(first.client().byes().getFirst().code()).isEqualTo(4409);
        assertThat(first.client().byes().getFirst().resumable()).isFalse();
        assertThat(others).allMatch(other -> other.client().byes().isEmpty());
    }

    @Test
    void aFullGatewayRefusesUntilSomebodyLeaves() {
        var people = IntStream.range(0, MAX_SESSIONS).mapToObj(_ -> connect(user())).toList();

        assertThat(refusedConnect(issuer.userToken(user())).type()).isEqualTo(ProblemType.UNAVAILABLE);

        people.getFirst().session().closed();
        people.getFirst().session().closed();
        connect(user());
        assertThat(refusedConnect(issuer.userToken(user())).type()).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void whoLeavesWhileConnectingTakesNoPlace() {
        var anna = user();
        var person = connect(anna);
        log.silent(true);

        IntStream.range(0, MAX_SESSIONS + 1).forEach(_ -> connectAndLeave(anna));

        assertThat(person.client().byes()).isEmpty();
        log.silent(false);
        connect(anna);
    }

    @Test
    void nobodyIsLetInWhileTheMessageServiceDoesNotAnswer() {
        log.down(true);

        assertThat(refusedConnect(issuer.userToken(user())).type()).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void anotherEpochSendsEverybodyAway() {
        var anna = connect(user());
        var ben = connect(user());

        var epoch = log.newEpoch();
        var carl = connect(user());

        Awaitility.await().until(() -> !anna.client().byes().isEmpty() && !ben.client().byes().isEmpty());
        assertThat(anna.client().byes()).allMatch(bye -> bye.code() == 4503 && bye.resumable());
        assertThat(connect(user()).ready().path("epoch").asString()).isEqualTo(epoch);
        assertThat(carl.ready().path("epoch").asString()).isEqualTo(epoch);
    }

    @Test
    void whoLeftGetsNothing() {
        var anna = user();
        var ben = user();
        var room = room();
        log.added(room, anna);
        log.added(room, ben);
        var gone = connect(anna);
        var there = connect(ben);
        gone.session().closed();

        publish(log.message(room, "hi"));

        Awaitility.await().until(() -> there.client().data("room.event").size() == 1);
        assertThat(gone.client().data("room.event")).isEmpty();
    }

    private static String token(String userId, String sid, int seconds) {
        return issuer.token(claims -> claims.subject(userId)
                .claim("sid", sid)
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds))));
    }
}
