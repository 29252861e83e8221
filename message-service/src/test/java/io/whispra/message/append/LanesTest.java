package io.whispra.message.append;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Views;
import io.whispra.message.outbox.Outbox;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LanesTest extends ServiceTest {

    @Autowired
    private Messages messages;
    @Autowired
    private Views views;
    @Autowired
    private Outbox outbox;
    @Autowired
    private Clock clock;

    private final String room = unique("lane");
    private final String elsewhere = unique("lane");
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private final AtomicInteger inserts = new AtomicInteger();

    @BeforeEach
    void rooms() {
        client.newRoom(room, "anna");
        client.newRoom(elsewhere, "anna");
    }

    @Test
    void whatWaitsGoesOutAsOneInsertInItsOrder() {
        var lanes = gated(bounds(10, 100, 100));
        var pending = IntStream.range(0, 40).mapToObj(i -> text("m" + i)).toList();
        pending.forEach(one -> lanes.enter(room, List.of(one)));

        gate.tryEmitEmpty();

        StepVerifier.create(Flux.fromIterable(pending).concatMap(Pending::outcome).map(one -> one.entry().seq()))
                .expectNextSequence(IntStream.range(3, 43).mapToObj(Long::valueOf).toList())
                .expectComplete()
                .verify(Client.PATIENCE);
        assertThat(inserts).hasValue(2);
    }

    @Test
    void waitingOfOneRoomIsBounded() {
        var lanes = gated(bounds(10, 100, 3));
        lanes.enter(room, List.of(text("first")));
        Awaitility.await().until(() -> inserts.get() == 1);
        lanes.enter(room, List.of(text("a"), text("b"), text("c")));

        assertBusy(() -> lanes.enter(room, List.of(text("d"))));
        lanes.enter(elsewhere, List.of(text("d")));
        gate.tryEmitEmpty();
        Awaitility.await().until(() -> lanes.open() == 0);
        lanes.enter(room, List.of(text("d")));
        Awaitility.await().untilAsserted(() -> assertThat(client.seqs(room)).hasSize(7));
    }

    @Test
    void waitingOverAllRoomsIsBounded() {
        var lanes = gated(bounds(10, 2, 100));
        lanes.enter(room, List.of(text("first")));
        Awaitility.await().until(() -> inserts.get() == 1);
        lanes.enter(room, List.of(text("a"), text("b")));

        assertBusy(() -> lanes.enter(elsewhere, List.of(text("c"))));
        gate.tryEmitEmpty();
        Awaitility.await().until(() -> lanes.open() == 0);
    }

    @Test
    void lanesAreBoundedAndIdleOnesGo() {
        var lanes = gated(bounds(1, 100, 100));
        lanes.enter(room, List.of(text("a")));

        assertBusy(() -> lanes.enter(elsewhere, List.of(text("b"))));
        gate.tryEmitEmpty();
        Awaitility.await().until(() -> lanes.open() == 0);
        lanes.enter(elsewhere, List.of(text("b")));
        Awaitility.await().untilAsserted(() -> assertThat(client.seqs(elsewhere)).hasSize(3));
    }

    @Test
    void ofWhatNobodyWaitsForNothingIsAppended() {
        var properties = bounds(10, 100, 100);
        var lanes = gated(properties);
        lanes.enter(room, List.of(text("first")));
        Awaitility.await().until(() -> inserts.get() == 1);
        var abandoned = List.of(text("first of two").draft(), text("second of two").draft());
        new Appends(lanes, messages, properties).append(room, abandoned).subscribe().dispose();

        gate.tryEmitEmpty();

        Awaitility.await().until(() -> lanes.open() == 0);
        assertThat(client.seqs(room)).hasSize(3);
    }

    private static AppendProperties bounds(int lanes, int waiting, int waitingPerRoom) {
        return new AppendProperties(lanes, waiting, waitingPerRoom, 200, 16, 8, Duration.ofMillis(10),
                Duration.ofSeconds(8));
    }

    /** No insert gets through before the gate is open. */
    private Lanes gated(AppendProperties properties) {
        var gated = new FaultyMessages(messages, insert -> {
            inserts.incrementAndGet();
            return gate.asMono().then(insert);
        });
        return new Lanes(new Commit(gated, views, outbox, properties, clock), properties);
    }

    private static Pending text(String clientId) {
        var data = new EntryData.Message(MessageType.TEXT, "Text", List.of(), null, null, List.of());
        return new Pending(new Draft(Author.person("anna"), clientId, "hash of " + clientId, data));
    }

    private static void assertBusy(Runnable entering) {
        assertThatThrownBy(entering::run).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.type()).isEqualTo(ProblemType.UNAVAILABLE);
            assertThat(refusal.retryAfter()).isPositive();
        });
    }
}
