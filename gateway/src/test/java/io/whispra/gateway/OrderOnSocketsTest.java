package io.whispra.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.whispra.gateway.MessageLog.Line;
import io.whispra.gateway.SocketClient.Wire;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What people get, over both kinds of sockets, whatever Kafka does to the order. */
class OrderOnSocketsTest extends OnSockets {

    private static final int ENTRIES = 300;
    private static final int FLOW = 1_200;

    private final String anna = newId();
    private final String ben = newId();
    private final String room = newId();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("whispra.order.seeds", 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void f18t62RecordsInAnyOrderAndNumberArriveOnceAndInOrder(long seed) {
        var random = new Random(seed);
        var rooms = List.of(newId(), newId(), newId());
        rooms.forEach(id -> log.added(id, anna));
        var clients = both(anna);
        var records = new ArrayList<Line>();
        for (var i = 0; i < ENTRIES; i++) {
            records.add(log.message(rooms.get(random.nextInt(rooms.size())), "m" + i));
        }

        disturbed(records, random).forEach(this::publish);

        for (var id : rooms) {
            var last = log.message(id, "last");
            publish(last);
            clients.forEach(client -> gets(client, id, 1, last.seq()));
        }
        records.subList(0, ENTRIES / 2).forEach(this::publish);
        var end = log.message(room, "end");
        log.added(room, anna);
        rooms.forEach(id -> publish(log.message(id, end.text())));
        rooms.forEach(id -> clients.forEach(client -> gets(client, id, 1, log.head(id))));
    }

    @Test
    void f18WhoConnectsWhileMessagesFlowMissesNoneAndSeesNoneTwice() {
        log.added(room, anna);
        var random = new Random(3);
        var late = new ArrayList<Line>();
        var clients = new ArrayList<SocketClient>();
        var next = new AtomicInteger();

        flow(FLOW, i -> {
            var line = log.message(room, "m" + i);
            if (random.nextInt(8) == 0) {
                late.add(line);
            } else {
                publish(line);
            }
            if (late.size() > 3) {
                late.forEach(this::publish);
                late.clear();
            }
            if (i == next.get()) {
                clients.add(open(clients.size() % 3 == 0 ? anna : member(), Wire.of(clients.size() / 2)));
                next.addAndGet(1 + random.nextInt(80));
            }
        });
        clients.forEach(SocketClient::ready);
        publish(log.message(room, "last"));

        assertThat(clients).hasSizeGreaterThan(10);
        var last = log.head(room);
        for (var client : clients) {
            var head = client.head(room);
            Awaitility.await().atMost(PATIENCE).until(() -> client.seqs(room).contains(last));
            var seqs = client.seqs(room);
            assertThat(seqs).isEqualTo(LongStream.rangeClosed(seqs.getFirst(), last).boxed().toList());
            assertThat(seqs.getFirst()).isLessThanOrEqualTo(head + 1);
            assertThat(client.named("resync")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void t30ARemovalIsExactWhileMessagesFlow(int run) {
        log.added(room, anna);
        log.added(room, ben);
        var removed = new ArrayList<>(both(anna));
        var stays = both(ben);
        var removal = new ArrayList<Line>();
        var late = new ArrayList<Runnable>();

        flow(200, i -> {
            publish(log.message(room, "m" + i));
            if (i == 60 + run) {
                if (run >= 7) {
                    removed.add(open(anna, Wire.of(run)));
                }
                var line = log.removed(room, anna);
                removal.add(line);
                deliver(line, run, late);
                if (run >= 7) {
                    removed.add(open(anna, Wire.of(run + 1)));
                }
            }
            if (i == 100) {
                late.forEach(Runnable::run);
            }
        });

        var atSeq = removal.getFirst().seq();
        var last = log.head(room);
        stays.forEach(client -> gets(client, room, 2, last));
        removed.subList(0, 2).forEach(client -> gets(client, room, 2, atSeq));
        removed.forEach(client -> {
            assertThat(client.ready().seqs(room)).allMatch(seq -> seq <= atSeq);
            assertThat(client.ack("room.fetch", "{\"roomId\":\"" + room + "\",\"after\":" + (atSeq - 1) + "}")
                    .path("error").path("code").asString()).isEqualTo("room-not-found");
            var sync = client.ack("sync", "{\"rooms\":{\"" + room + "\":" + (atSeq - 5) + "}}").path("data");
            assertThat(sync.path("removed").path(0).asString()).isEqualTo(room);
            assertThat(sync.path("entries").has(room)).isFalse();
        });
        removed.subList(0, 2).forEach(client -> {
            assertThat(client.named("room.removed")).hasSize(1);
            assertThat(client.named("room.removed").getFirst().data().path("atSeq").asLong()).isEqualTo(atSeq);
            assertThat(client.events().getLast().name()).isEqualTo("room.removed");
        });
        addedAgain(removed, atSeq);
    }

    @Test
    void f18AGapThatCannotBeFetchedIsToldAndFilledAfterASync() {
        log.added(room, anna);
        var clients = both(anna);
        publish(log.message(room, "two"));
        log.message(room, "three");
        log.down(true);
        publish(log.message(room, "four"));

        clients.forEach(client -> assertThat(client.await("resync").data().path("reason").asString())
                .isEqualTo("gap"));
        clients.forEach(client -> assertThat(client.seqs(room)).containsExactly(2L));
        log.down(false);

        for (var client : clients) {
            var entries = client.ack("sync", "{\"rooms\":{\"" + room + "\":2}}").path("data").path("entries");
            assertThat(seqs(entries.path(room))).containsExactly(3L, 4L);
            gets(client, room, 1, 4);
        }
    }

    /** Runs 0 to 2 at once, 3 and 4 after forty others, 5 and 6 never: the gap is fetched. From 7 on somebody is joining. */
    private void deliver(Line line, int run, List<Runnable> late) {
        if (run < 3 || run == 7) {
            publish(line);
        } else if (run < 5 || run == 8) {
            late.add(() -> publish(line));
        }
    }

    private void addedAgain(List<SocketClient> clients, long removedAt) {
        publish(log.message(room, "without her"));
        var added = log.added(room, anna);
        publish(added);
        for (var client : clients) {
            assertThat(client.await("room.added").data().path("head").path("seq").asLong())
                    .isGreaterThanOrEqualTo(added.seq());
        }
        publish(log.message(room, "with her"));
        for (var client : clients) {
            Awaitility.await().atMost(PATIENCE).until(() -> client.seqs(room).contains(added.seq() + 1));
            assertThat(client.seqs(room).stream().filter(seq -> seq > removedAt)).containsExactly(added.seq() + 1);
        }
    }

    /** Somebody new in the room. */
    private String member() {
        var userId = newId();
        publish(log.added(room, userId));
        return userId;
    }

    /** Records late by up to forty places, some of them more than once, some only at the end, and a replay of what was there. */
    private static List<Line> disturbed(List<Line> lines, Random random) {
        var places = new ArrayList<>(IntStream.range(0, lines.size()).boxed().toList());
        var delays = IntStream.range(0, lines.size()).map(i -> i + random.nextInt(40)).toArray();
        places.sort(java.util.Comparator.comparingInt(i -> delays[i]));
        var records = new ArrayList<Line>();
        var end = new ArrayList<Line>();
        for (var place : places) {
            var line = lines.get(place);
            switch (random.nextInt(10)) {
                case 0 -> end.add(line);
                case 1, 2 -> records.addAll(List.of(line, line));
                case 3 -> records.addAll(List.of(line, records.isEmpty() ? line : records.getFirst()));
                default -> records.add(line);
            }
        }
        records.addAll(lines.subList(0, random.nextInt(lines.size())));
        Collections.shuffle(end, random);
        records.addAll(end);
        return records;
    }

    private static List<Long> seqs(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("seq").asLong()).toList();
    }
}
