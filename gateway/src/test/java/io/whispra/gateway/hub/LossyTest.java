package io.whispra.gateway.hub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.whispra.gateway.socket.Event;
import org.junit.jupiter.api.Test;

import static io.whispra.gateway.hub.HubFixture.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

/** What passes and may be lost. */
class LossyTest {

    private final HubFixture hub = new HubFixture("signals=10", "waiting-events=3");

    @Test
    void aSignalIsMadeOnceForAllWhoAreMeantAndNotAtAllForNobody() {
        var anna = hub.joined("anna", 1, 3);
        var ben = hub.joined("ben", 2, 3);
        var carl = hub.joined("carl", 3, 3);
        var made = new AtomicInteger();

        hub.hub().signal(ROOM, listener -> !listener.userId().equals("carl"), () -> signal(made));
        hub.hub().signal(ROOM, _ -> false, () -> signal(made));
        hub.hub().signal("another", _ -> true, () -> signal(made));
        hub.pass(Duration.ZERO);

        assertThat(made).hasValue(1);
        assertThat(anna.client().events().getLast()).isSameAs(ben.client().events().getLast());
        assertThat(carl.client().data("room.signal")).isEmpty();
    }

    @Test
    void t63MoreThanTheLoopTakesInIsLostAndEntriesAreNot() {
        var anna = hub.joined("anna", 1, 3);
        var made = new AtomicInteger();

        // While the loop is busy with this one, the others have to wait.
        hub.hub().signal(ROOM, _ -> true, () -> {
            for (var i = 0; i < 50; i++) {
                hub.hub().signal(ROOM, _ -> true, () -> signal(made));
            }
            return signal(made);
        });
        hub.publish(4, 5);

        assertThat(anna.client().data("room.signal")).hasSize(1 + 10);
        assertThat(anna.got()).containsExactly(4L, 5L);
        hub.hub().signal(ROOM, _ -> true, () -> signal(made));
        hub.pass(Duration.ZERO);
        assertThat(anna.client().data("room.signal")).as("there is room again").hasSize(1 + 10 + 1);
    }

    @Test
    void whoIsBeingConnectedIsToldNothingThatMayBeLost() {
        var anna = hub.member("anna");
        anna.join(hub.hub().ticket(), 1, 3);
        for (var i = 0; i < 9; i++) {
            hub.hub().signal(ROOM, _ -> true, () -> signal(new AtomicInteger()));
        }
        hub.publish(4);

        anna.open();

        assertThat(anna.client().data("room.signal")).isEmpty();
        assertThat(anna.got()).containsExactly(4L);
        assertThat(anna.client().data("resync")).isEmpty();
    }

    private static Event signal(AtomicInteger made) {
        return Event.lossy("room.signal", Integer.toString(made.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
    }
}
