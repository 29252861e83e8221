package io.whispra.room.log;

import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class InstancesTest {

    /** The same line stands in the tests of all services that rank: one room's calls meet at one instance. */
    private static final String RANKED = "312 321 132 312 312 123 231 312 321 312 312 132 231 312 132 123";
    private static final List<URI> THREE = List.of(URI.create("http://m1:8083"), URI.create("http://m2:8083"),
            URI.create("http://m3:8083"));
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Instances instances = new Instances(THREE, PAUSE);
    private final List<URI> asked = new ArrayList<>();
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
    void f1AKilledInstanceIsReplacedByTheNextAndNotAskedFirstForAWhile() {
        Mono<URI> refused = Mono.error(new ConnectException());

        assertThat(ask(refused)).isEqualTo(ranked.get(1));
        assertThat(ask(refused)).isEqualTo(ranked.get(1));

        assertThat(asked).containsExactly(ranked.getFirst(), ranked.get(1), ranked.get(1));
    }

    @Test
    void f14ASilentInstanceTakesOnlyItsPartOfTheTime() {
        var began = System.nanoTime();

        assertThat(ask(Mono.never())).isEqualTo(ranked.get(1));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void theFirstIsAskedAgainWhenItIsBack() {
        ask(Mono.error(new ConnectException()));

        Awaitility.await().until(() -> ask(Mono.just(ranked.getFirst())).equals(ranked.getFirst()));

        assertThat(ask(Mono.just(ranked.getFirst()))).isEqualTo(ranked.getFirst());
    }

    @Test
    void aRefusalIsAnAnswer() {
        var refusal = WebClientResponseException.create(503, "down", new HttpHeaders(), new byte[0],
                StandardCharsets.UTF_8);

        assertThat(catchThrowable(() -> ask(Mono.error(refusal)))).isSameAs(refusal);

        assertThat(asked).containsExactly(ranked.getFirst());
    }

    @Test
    void whenAllAreLostTheErrorOfTheLastIsTold() {
        Mono<URI> answer = instances.ask("room", Duration.ofSeconds(2), _ -> Mono.error(new ConnectException()));

        assertThat(catchThrowable(answer::block)).hasCauseInstanceOf(ConnectException.class);
    }

    private URI ask(Mono<URI> first) {
        return String.valueOf(instances.ask("room", Duration.ofSeconds(3), url -> {
            asked.add(url);
            return url.equals(ranked.getFirst()) ? first : Mono.just(url);
        }).block()).transform(URI::create);
    }
}
