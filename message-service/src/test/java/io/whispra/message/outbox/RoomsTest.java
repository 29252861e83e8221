package io.whispra.message.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.whispra.message.entry.EntryId;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;

import static org.assertj.core.api.Assertions.assertThat;

/** What may go to the broker, and what waits in the store. */
class RoomsTest {

    private static final int QUEUE = 5;
    private static final int HELD = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AtomicLong nanos = new AtomicLong();
    private final Rooms rooms = new Rooms(new OutboxProperties(QUEUE, PATIENCE, HELD, 10, Duration.ofMillis(1),
            Duration.ofSeconds(1), Duration.ofSeconds(1), 10, Duration.ofSeconds(1), 1, 10, 2), nanos::get);

    @Test
    void whatComesBehindSomethingHeldIsHeldFromTheFirstOn() {
        rooms.hold(id("a", 7));

        assertThat(rooms.enter(id("a", 8), 1)).isFalse();
        assertThat(rooms.enter(id("b", 1), 1)).isTrue();
        assertThat(rooms.held()).containsExactly("a");
        assertThat(rooms.take(id("a", 9))).isEqualTo(7);
        assertThat(rooms.release("a")).isTrue();
        assertThat(rooms.enter(id("a", 10), 1)).isTrue();
    }

    @Test
    void roomIsNotGivenBackWhileMoreCame() {
        rooms.hold(id("a", 1));
        rooms.take(id("a", 1));
        assertThat(rooms.enter(id("a", 2), 1)).isFalse();

        assertThat(rooms.release("a")).isFalse();
        assertThat(rooms.take(id("a", EntryId.MAX_SEQ))).isEqualTo(2);
        assertThat(rooms.release("a")).isTrue();
    }

    @Test
    void whatWaitsForItsTurnBehindSomethingThatFailedIsHeldToo() {
        rooms.enter(id("a", 1), 2);
        rooms.enter(id("b", 1), 1);
        assertThat(rooms.leaves(id("a", 1))).isTrue();
        rooms.failed(id("a", 1), 1, passing());

        assertThat(rooms.leaves(id("a", 2))).isFalse();
        assertThat(rooms.leaves(id("b", 1))).isFalse();
        assertThat(rooms.held()).containsExactlyInAnyOrder("a", "b");
        assertThat(rooms.take(id("a", EntryId.MAX_SEQ))).isEqualTo(1);
    }

    @Test
    void heldRoomIsOnlyRedoneWhenItIsKnownWhatBecameOfWhatWasOnItsWay() {
        rooms.enter(id("a", 1), 1);
        rooms.enter(id("a", 2), 1);
        rooms.failed(id("a", 2), 1, passing());
        assertThat(rooms.held()).isEmpty();
        assertThat(rooms.isOnTheWay("a")).isTrue();

        rooms.failed(id("a", 1), 1, passing());

        assertThat(rooms.held()).containsExactly("a");
        assertThat(rooms.take(id("a", EntryId.MAX_SEQ))).isEqualTo(1);
    }

    @Test
    void f14_whileTheBrokerIsSilentEverythingIsHeldUntilSomethingArrives() {
        rooms.enter(id("a", 1), 1);
        nanos.addAndGet(PATIENCE.toNanos());
        assertThat(rooms.enter(id("b", 1), 1)).isTrue();
        nanos.addAndGet(1);

        assertThat(rooms.isBrokerSilent()).isTrue();
        assertThat(rooms.enter(id("c", 1), 1)).isFalse();
        rooms.arrived(id("a", 1));

        assertThat(rooms.isBrokerSilent()).isFalse();
        assertThat(rooms.enter(id("d", 1), 1)).isTrue();
        assertThat(rooms.held()).containsExactly("c");
    }

    @Test
    void f13_brokerThatRefusesIsSilentUntilTheRelayIsHeard() {
        rooms.enter(id("a", 1), 1);
        rooms.failed(id("a", 1), 1, passing());
        assertThat(rooms.enter(id("b", 1), 1)).isFalse();
        rooms.redoing();
        rooms.notRedone(passing());
        assertThat(rooms.isBrokerSilent()).isTrue();

        rooms.redoing();
        rooms.redone();

        assertThat(rooms.isBrokerSilent()).isFalse();
    }

    @Test
    void entryThatTheBrokerDoesNotWantHoldsItsOwnRoomOnly() {
        rooms.enter(id("a", 1), 1);
        rooms.failed(id("a", 1), 1, new KafkaException("failed", new RecordTooLargeException()));

        assertThat(rooms.held()).containsExactly("a");
        assertThat(rooms.enter(id("b", 1), 1)).isTrue();
    }

    @Test
    void whatIsOnTheWayIsBounded() {
        assertThat(rooms.enter(id("a", 1), QUEUE)).isTrue();
        assertThat(rooms.enter(id("b", 1), 1)).isFalse();
        rooms.arrived(id("a", 1));
        assertThat(rooms.enter(id("c", 1), 1)).isTrue();
    }

    @Test
    void roomsThatAreHeldAreBoundedAndNothingIsRememberedOfTheOthers() {
        for (int i = 0; i < 10; i++) {
            rooms.hold(id("room-" + i, 1));
        }
        assertThat(rooms.held()).hasSize(HELD);
        assertThat(rooms.take(id("room-9", 4))).isEqualTo(4);
        assertThat(rooms.release("room-9")).isTrue();
        assertThat(rooms.held()).hasSize(HELD);
    }

    private static EntryId id(String room, long seq) {
        return new EntryId(room, seq);
    }

    private static Exception passing() {
        return new KafkaException("failed", new TimeoutException("expired"));
    }
}
