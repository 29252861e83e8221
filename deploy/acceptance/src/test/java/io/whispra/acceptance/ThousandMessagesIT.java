package io.whispra.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Many at once: nothing lost, nothing doubled, one order for all. */
class ThousandMessagesIT {

    private static final int PEOPLE = 10;
    private static final int ROOMS = 5;
    private static final int EACH = 100;
    private static final int TRIES = 5;

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @Test
    void everyMemberReceivesEachExactlyOnceAndInTheOrderOfTheLog() {
        var people = IntStream.range(0, PEOPLE).mapToObj(n -> whispra.person("P" + n)).toList();
        var others = people.subList(1, PEOPLE).toArray(Person[]::new);
        var rooms = IntStream.range(0, ROOMS).mapToObj(n -> people.getFirst().group("Room " + n, others)).toList();
        var devices = new ArrayList<ChatClient>();
        try {
            people.forEach(p -> devices.add(p.connect(
                    devices.size() % 2 == 0 ? Transport.SOCKET_IO : Transport.PLAIN_WEBSOCKET)));
            var timelines = follow(rooms, people.getFirst(), devices);
            var acknowledged = sendAll(people, rooms, devices);
            for (var roomId : rooms) {
                judge(people.getFirst(), roomId, timelines.getOrDefault(roomId, List.of()),
                        acknowledged.getOrDefault(roomId, Map.of()));
            }
        } finally {
            devices.forEach(ChatClient::close);
        }
    }

    private static Map<String, List<Following>> follow(List<String> rooms, Person reader, List<ChatClient> devices) {
        var timelines = new ConcurrentHashMap<String, List<Following>>();
        for (var roomId : rooms) {
            var head = Log.read(reader, roomId).size();
            timelines.put(roomId, devices.stream().map(d -> Following.of(d, roomId, head)).toList());
        }
        return timelines;
    }

    /** Everybody sends to every room, all at once; answers with the content of what was acknowledged, by room and seq. */
    private static Map<String, Map<Long, String>> sendAll(List<Person> people, List<String> rooms,
            List<ChatClient> devices) {
        var acknowledged = new ConcurrentHashMap<String, Map<Long, String>>();
        var sends = new ArrayList<CompletableFuture<?>>();
        for (var n = 0; n < EACH; n++) {
            for (var p = 0; p < people.size(); p++) {
                var roomId = rooms.get((n + p) % ROOMS);
                var content = "P%d-%d".formatted(p, n);
                var message = Person.text(roomId, content, content);
                sends.add(acknowledged(devices.get(p), message, TRIES).thenAccept(seq -> acknowledged
                        .computeIfAbsent(roomId, _ -> new ConcurrentHashMap<>()).put(seq, content)));
            }
        }
        CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).join();
        return acknowledged;
    }

    /** Sends as clients do: what is refused as retryable goes out again, as the same message. Answers with its seq. */
    private static CompletableFuture<Long> acknowledged(ChatClient device, JsonNode message, int tries) {
        return device.request("message.send", message).thenCompose(ack -> {
            var retryAfter = ack.path("error").path("retryAfterMs");
            if (tries > 1 && retryAfter.isNumber()) {
                var then = CompletableFuture.delayedExecutor(retryAfter.asLong(), TimeUnit.MILLISECONDS);
                return CompletableFuture.supplyAsync(() -> tries - 1, then)
                        .thenCompose(left -> acknowledged(device, message, left));
            }
            assertThat(ack.path("ok").asBoolean()).as("%s", ack).isTrue();
            return CompletableFuture.completedFuture(ack.path("data").path("message").path("seq").asLong());
        });
    }

    private static void judge(Person reader, String roomId, List<Following> timelines, Map<Long, String> acknowledged) {
        var log = Log.read(reader, roomId);
        assertThat(Log.seqs(log)).isEqualTo(LongStream.rangeClosed(1, log.size()).boxed().toList());
        assertThat(Log.contents(log)).hasSize(PEOPLE * EACH / ROOMS);
        for (var entry : log) {
            if (entry.path("kind").asString().equals("message")) {
                assertThat(acknowledged.get(entry.path("seq").asLong()))
                        .isEqualTo(entry.path("data").path("content").asString());
            }
        }
        assertThat(timelines).hasSize(PEOPLE);
        for (var timeline : timelines) {
            Waiting.until("the whole room", () -> timeline.seq() == log.size() ? timeline : null);
            assertThat(Log.contents(timeline.applied())).isEqualTo(Log.contents(log));
            assertThat(timeline.irregular()).isZero();
        }
    }
}
