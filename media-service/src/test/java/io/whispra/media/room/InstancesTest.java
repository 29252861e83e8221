package io.whispra.media.room;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstancesTest {

    /** The same line stands in the tests of all services that rank: one room's calls meet at one instance. */
    private static final String RANKED = "312 321 132 312 312 123 231 312 321 312 312 132 231 312 132 123";
    private static final List<URI> THREE = List.of(URI.create("http://m1:8083"), URI.create("http://m2:8083"),
            URI.create("http://m3:8083"));
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Instances instances = new Instances(THREE, PAUSE);
    private final List<URI> ranked = instances.ranked("room");

    @Test
    void everyServiceRanksTheSame() {
        assertThat(IntStream.range(0, 16)
                .mapToObj(i -> instances.ranked("room-" + i).stream()
                        .map(url -> url.getHost().substring(1))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(" "))).isEqualTo(RANKED);
    }

    @Test
    void whoDidNotAnswerIsAskedAfterTheFirstOfTheOthersUntilItAnswers() {
        instances.lost(ranked.getFirst(), new IllegalStateException());
        assertThat(instances.of("room")).containsExactly(ranked.get(1), ranked.getFirst(), ranked.get(2));

        instances.answered(ranked.getFirst());
        assertThat(instances.of("room")).isEqualTo(ranked);
    }

    @Test
    void oneCallerFindsOutWhetherItIsBack() {
        instances.lost(ranked.getFirst(), new IllegalStateException());

        Awaitility.await().until(() -> instances.of("room").equals(ranked));

        assertThat(instances.of("room")).startsWith(ranked.get(1));
    }

    @Test
    void whenAllAreLostTheFirstIsAskedFirst() {
        ranked.forEach(url -> instances.lost(url, new IllegalStateException()));

        assertThat(instances.of("room")).isEqualTo(ranked);
    }
}
