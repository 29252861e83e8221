package io.whispra.acceptance;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Parts die and come back; what was acknowledged stays. */
class SurvivalIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @BeforeEach
    void theProcessesAreOurs() {
        assumeTrue(Stack.isLocal(), "Processes can be killed on the local stack only");
    }

    @Test
    void f1AKilledMessageServiceLosesAndDoublesNothing() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Storm", budi);
        try (var budis = budi.connect(Transport.SOCKET_IO); var anas = ana.connect(Transport.PLAIN_WEBSOCKET)) {
            var timeline = Following.of(budis, roomId, Log.read(budi, roomId).size());
            for (var n = 0; n < 60; n++) {
                if (n == 20) {
                    whispra.stack().local().signal("message-service", "KILL");
                }
                sendUntilAcknowledged(anas, roomId, "storm-" + n);
            }
            var log = Log.read(budi, roomId);
            assertThat(Log.seqs(log)).isEqualTo(LongStream.rangeClosed(1, log.size()).boxed().toList());
            assertThat(Log.contents(log)).isEqualTo(LongStream.range(0, 60).mapToObj(n -> "storm-" + n).toList());
            Waiting.until("all at the other member", () -> timeline.seq() == log.size() ? timeline : null);
            assertThat(Log.contents(timeline.applied())).isEqualTo(Log.contents(log));
        }
    }

    @Test
    void f6AStockClientComesBackByItselfWhenEachGatewayIsKilledAndLacksNothing() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Doors", budi);
        try (var budis = budi.connect(Transport.SOCKET_IO)) {
            var following = Following.of(budis, roomId, Log.read(budi, roomId).size());
            for (var n = 0; n < 40; n++) {
                if (n == 10 || n == 25) {
                    whispra.stack().local().signal(n == 10 ? "gateway" : "gateway-2", "KILL");
                }
                postUntilAcknowledged(ana, roomId, "door-" + n);
            }
            var head = Log.read(budi, roomId).size();
            Waiting.until("everything by sync", () -> {
                var rooms = Json.object("{'rooms': {'%s': %d}}", roomId, following.seq());
                // What was sent to a gateway that died a moment ago is never answered: a client asks again.
                var answer = budis.request("sync", rooms).completeOnTimeout(Json.object("{}"), 3, TimeUnit.SECONDS);
                answer.join().path("data").path("entries").path(roomId).forEach(following::take);
                return following.seq() == head ? following : null;
            });
            assertThat(Log.contents(following.applied()))
                    .isEqualTo(LongStream.range(0, 40).mapToObj(n -> "door-" + n).toList());
        }
    }

    @Test
    void f11WithoutARoomServiceMembersGoOnAndOthersStayOut() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var eve = whispra.person("Eve");
        var roomId = ana.group("Closed", budi);
        ana.api().delete(Person.room(roomId) + "/participants/" + budi.id()).expect(204);

        whispra.stack().local().signal("room-service", "KILL");

        for (var n = 0; n < 5; n++) {
            ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "on-" + n, "On")).expect(201);
            for (var stranger : new Person[]{budi, eve}) {
                var messages = Person.room(roomId) + "/messages";
                assertThat(stranger.api().post(messages, Person.text(roomId, "in-" + n, "In")).status()).isEqualTo(404);
                assertThat(stranger.api().get(messages).status()).isEqualTo(404);
            }
        }
        Waiting.until("the room service", () -> ana.api().get(Person.room(roomId)).status() == 200 ? ana : null);
    }

    @Test
    void aCleanRestartKeepsEverything() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Kept", budi);
        for (var n = 0; n < 5; n++) {
            ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "kept-" + n, "Kept " + n))
                    .expect(201);
        }
        var picture = ana.api().upload("kept.txt", "application/octet-stream", new byte[]{1, 2, 3}).expect(201);
        var before = Log.read(budi, roomId);

        whispra.stack().local().down();
        whispra.stack().local().up();

        assertThat(Log.read(budi, roomId)).isEqualTo(before);
        assertThat(ana.api().get("/api/v1/attachments/" + picture.path("id").asString()).expect(200))
                .isEqualTo(picture);
        assertThat(budi.api().get("/api/v1/me").expect(200).path("name").asString()).isEqualTo("Budi");
        try (var budis = budi.connect(Transport.SOCKET_IO)) {
            var timeline = Following.of(budis, roomId, before.size());
            ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "again", "Again")).expect(201);
            Waiting.until("the next message", () -> timeline.seq() == before.size() + 1 ? timeline : null);
        }
    }

    /** As a client does: the same message with the same clientId until there is an answer, and a plain refusal is retried. */
    private static void sendUntilAcknowledged(ChatClient client, String roomId, String content) {
        Waiting.until("an acknowledgement of " + content, () -> {
            var ack = client.request("message.send", Person.text(roomId, content, content)).join();
            if (ack.path("ok").asBoolean()) {
                return ack;
            }
            assertThat(ack.path("error").path("status").asInt()).as("%s", ack).isEqualTo(503);
            return null;
        });
    }

    /** The same over REST, where a connection may end without an answer. */
    private static void postUntilAcknowledged(Person person, String roomId, String content) {
        Waiting.until("an acknowledgement of " + content, () -> {
            try {
                var answer = person.api().post(Person.room(roomId) + "/messages",
                        Person.text(roomId, content, content));
                assertThat(answer.status()).as("%s", answer).isIn(200, 201, 503);
                return answer.status() == 503 ? null : answer;
            } catch (UncheckedIOException _) {
                return null;
            }
        });
    }
}
