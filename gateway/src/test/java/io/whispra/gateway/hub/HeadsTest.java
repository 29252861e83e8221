package io.whispra.gateway.hub;

import java.time.Duration;
import java.util.HashSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.whispra.gateway.hub.HubFixture.ROOM;
import static io.whispra.gateway.hub.HubFixture.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Every half minute each client is told which of its rooms went on, and how far. */
class HeadsTest {

    private static final Duration TURN = Duration.ofSeconds(30);

    private final HubFixture hub = new HubFixture();

    @Test
    void headsOfRoomsThatWentOnAreToldOnce() {
        var anna = hub.joined("anna", 1, 3);
        hub.pass(TURN);
        assertThat(anna.client().data("heads")).as("nothing new since it joined").isEmpty();

        hub.publish(4, 5);
        hub.pass(TURN);
        assertThat(anna.client().data("heads")).containsExactly("{" + ROOM + "=5}");
        hub.pass(TURN.multipliedBy(3));
        assertThat(anna.client().data("heads")).hasSize(1);

        hub.publish(6);
        hub.pass(TURN);
        assertThat(anna.client().data("heads")).containsExactly("{" + ROOM + "=5}", "{" + ROOM + "=6}");
    }

    @Test
    void onlyWhatWasDeliveredIsTold() {
        var anna = hub.joined("anna", 1, 3);
        hub.fail(true);
        hub.append(4, 9);

        hub.publish(9);
        hub.pass(TURN);

        assertThat(anna.client().data("heads")).isEmpty();
    }

    @Test
    void t30WhoWasRemovedIsToldNoHeads() {
        var anna = hub.joined("anna", 1, 3);
        var ben = hub.joined("ben", 2, 3);

        hub.publish(entry(ROOM, 4, "member.removed", "anna"));
        hub.publish(5);
        hub.pass(TURN);

        assertThat(anna.client().data("heads")).isEmpty();
        assertThat(ben.client().data("heads")).containsExactly("{" + ROOM + "=5}");
    }

    @Test
    void notEverybodyIsToldAtTheSameMoment() {
        var all = IntStream.range(0, 300).mapToObj(i -> hub.joined("u" + i, 1, 3)).toList();
        hub.publish(4);
        var sizes = new HashSet<Long>();

        for (var i = 0; i < 30; i++) {
            hub.pass(TURN.dividedBy(30));
            sizes.add(all.stream().filter(one -> !one.client().data("heads").isEmpty()).count());
        }

        assertThat(sizes).hasSizeGreaterThan(15).contains(300L);
    }
}
