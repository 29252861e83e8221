package io.whispra.gateway.upstream;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class InstancesTest {

    private static final URI A = URI.create("http://a:1");
    private static final URI B = URI.create("http://b:1");
    private static final String KEY = "room";
    private static final URI FIRST = Rendezvous.ranked(KEY, List.of(A, B)).getFirst();
    private static final URI NEXT = FIRST.equals(A) ? B : A;
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Instances two = new Instances(List.of(A, B), new InstancesProperties(SILENCE, PAUSE, PAUSE));
    private final Map<URI, Mono<URI>> says = new ConcurrentHashMap<>(Map.of(A, Mono.just(A), B, Mono.just(B)));
    private final AtomicInteger callsOfA = new AtomicInteger();
    private final AtomicInteger callsOfB = new AtomicInteger();

    @Test
    void theFirstIsAskedAndNobodyElse() {
        assertThat(ask()).isEqualTo(FIRST);

        assertThat(calls(NEXT)).hasValue(0);
    }

    @Test
    void aRefusalIsAnAnswer() {
        says.put(FIRST, Mono.error(new IllegalStateException("refused")));

        assertThat(catchThrowable(this::ask)).hasMessage("refused");
        assertThat(catchThrowable(this::ask)).hasMessage("refused");
        assertThat(calls(NEXT)).hasValue(0);
    }

    @Test
    void whoCannotBeReachedIsNotAskedAgainForAWhile() {
        says.put(FIRST, Mono.error(new ConnectException()));

        for (var i = 0; i < 50; i++) {
            assertThat(ask()).isEqualTo(NEXT);
        }

        assertThat(calls(FIRST).get()).isLessThan(5);
    }

    @Test
    void whoStaysSilentIsLeftAndNotWaitedForByOthers() {
        says.put(FIRST, Mono.never());
        assertThat(ask()).isEqualTo(NEXT);

        StepVerifier.create(Flux.range(0, 50).flatMap(_ -> question(), 50))
                .expectNextCount(50)
                .expectComplete()
                .verify(SILENCE);
        assertThat(calls(FIRST)).hasValue(1);
    }

    @Test
    void aSingleRequestFindsOutWhetherItIsBack() {
        says.put(FIRST, Mono.error(new ConnectException()));
        ask();
        says.put(FIRST, Mono.never());
        calls(FIRST).set(0);

        Awaitility.await().atMost(PAUSE.multipliedBy(3)).until(() -> {
            question().subscribe();
            return calls(FIRST).get() > 0;
        });
        for (var i = 0; i < 20; i++) {
            assertThat(ask()).isEqualTo(NEXT);
        }
        assertThat(calls(FIRST)).hasValue(1);
    }

    @Test
    void theFirstIsAskedAgainWhenItIsBack() {
        says.put(FIRST, Mono.error(new ConnectException()));
        ask();

        says.put(FIRST, Mono.just(FIRST));
        Awaitility.await().until(() -> ask().equals(FIRST));

        assertThat(Flux.range(0, 20).flatMap(_ -> question(), 20).distinct().collectList().block())
                .containsExactly(FIRST);
    }

    @Test
    void oneSlowRequestDoesNotTurnTheOthersAway() {
        var slow = two.ask(KEY, WITHIN, uri -> uri.equals(FIRST) ? Mono.never() : Mono.just(uri)).toFuture();
        assertThat(ask()).isEqualTo(FIRST);

        assertThat(slow.join()).isEqualTo(NEXT);
        assertThat(ask()).isEqualTo(FIRST);
    }

    @Test
    void whenAllAreLostAllAreStillAsked() {
        says.replaceAll((_, _) -> Mono.error(new ConnectException()));
        assertThat(catchThrowable(this::ask)).hasCauseInstanceOf(ConnectException.class);
        assertThat(catchThrowable(this::ask)).hasCauseInstanceOf(ConnectException.class);

        says.put(NEXT, Mono.just(NEXT));

        assertThat(ask()).isEqualTo(NEXT);
    }

    @Test
    void allTogetherTakeNoLongerThanTheyMay() {
        says.replaceAll((_, _) -> Mono.never());
        var began = System.nanoTime();

        assertThat(catchThrowable(this::ask)).hasCauseInstanceOf(TimeoutException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(WITHIN.minusMillis(50),
                WITHIN.plusMillis(500));
    }

    @Test
    void theOnlyOneIsAskedTwiceWhenTheConnectionBreaksAndHasAllTheTime() {
        var one = new Instances(List.of(A, A), new InstancesProperties(SILENCE, PAUSE, PAUSE));
        var asked = new AtomicInteger();

        var broken = one.ask(KEY, WITHIN,
                uri -> asked.incrementAndGet() == 1 ? Mono.error(new ConnectException()) : Mono.just(uri));
        assertThat(broken.block()).isEqualTo(A);
        var slow = one.ask(KEY, WITHIN, uri -> Mono.just(uri).delayElement(SILENCE.multipliedBy(3)));
        assertThat(slow.block()).isEqualTo(A);
    }

    @Test
    void pausesGrowUpToTheLongest() {
        var properties = new InstancesProperties(SILENCE, Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(List.of(1, 2, 3, 4, 1000)).extracting(properties::pauseAfter)
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    private AtomicInteger calls(URI uri) {
        return uri.equals(A) ? callsOfA : callsOfB;
    }

    private URI ask() {
        return String.valueOf(question().block()).equals(A.toString()) ? A : B;
    }

    private Mono<URI> question() {
        return two.ask(KEY, WITHIN, uri -> {
            calls(uri).incrementAndGet();
            return says.getOrDefault(uri, Mono.never());
        });
    }
}
