package io.whispra.gateway.upstream;

import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RendezvousTest {

    private static final List<URI> THREE = List.of(URI.create("http://m1:8083"), URI.create("http://m2:8083"),
            URI.create("http://m3:8083"));
    /** The same line stands in the tests of all services that rank: one room's calls meet at one instance. */
    private static final String RANKED = "312 321 132 312 312 123 231 312 321 312 312 132 231 312 132 123";
    private static final List<String> ROOMS = IntStream.range(0, 3000).mapToObj(i -> "0199-room-" + i).toList();

    @Test
    void everyServiceRanksTheSame() {
        assertThat(IntStream.range(0, 16)
                .mapToObj(i -> Rendezvous.ranked("room-" + i, THREE).stream()
                        .map(url -> url.getHost().substring(1))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(" "))).isEqualTo(RANKED);
    }

    @Test
    void theOrderOfTheListDoesNotMatter() {
        assertThat(ROOMS).allSatisfy(room -> assertThat(Rendezvous.ranked(room, THREE))
                .isEqualTo(Rendezvous.ranked(room, THREE.reversed())));
    }

    @Test
    void roomsAreSpreadEvenly() {
        var counts = ROOMS.stream()
                .collect(Collectors.groupingBy(room -> Rendezvous.ranked(room, THREE).getFirst(),
                        Collectors.counting()));

        assertThat(counts).hasSize(3);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850L, 1150L));
    }

    @Test
    void anInstanceThatGoesMovesOnlyItsOwnRooms() {
        var before = ROOMS.stream()
                .collect(Collectors.toMap(Function.identity(), room -> Rendezvous.ranked(room, THREE).getFirst()));

        assertThat(ROOMS).filteredOn(room -> !THREE.get(2).equals(before.get(room)))
                .allSatisfy(room -> assertThat(Rendezvous.ranked(room, THREE.subList(0, 2)).getFirst())
                        .isEqualTo(before.get(room)));
    }
}
