package io.whispra.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTest {

    private static final Patience PATIENCE = Patience.DEFAULT;

    private Instant now = Instant.EPOCH;
    private final BackOff backOff = new BackOff(PATIENCE, () -> now);

    @Test
    void f1_whatHadBeenReadyIsStartedAtOnceHoweverOftenItDies() {
        for (var i = 0; i < 100; i++) {
            assertThat(backOff.after(death(true))).isEqualTo(Duration.ZERO);
        }
    }

    @Test
    void whatWasNotReadyIsStartedLaterAndLaterAndThenNoMore() {
        var pauses = new ArrayList<Duration>();
        for (var i = 0; i < 5; i++) {
            pauses.add(backOff.after(death(false)));
        }

        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
                Duration.ofSeconds(4), null);
    }

    @Test
    void failuresOfLongAgoDoNotCount() {
        for (var i = 0; i < 4; i++) {
            backOff.after(death(false));
        }
        now = now.plus(PATIENCE.period()).plusMillis(1);

        assertThat(backOff.after(death(false))).isEqualTo(PATIENCE.firstPause());
    }

    @Test
    void havingBeenReadyForgivesEverything() {
        for (var i = 0; i < 4; i++) {
            backOff.after(death(false));
        }
        backOff.after(death(true));

        assertThat(backOff.after(death(false))).isEqualTo(PATIENCE.firstPause());
    }

    @Test
    void f1_whatIsKilledWhileItStartsIsStartedAfterAPauseForEver() {
        var pauses = new ArrayList<Duration>();
        for (var i = 0; i < 100; i++) {
            pauses.add(backOff.after(killed()));
            now = now.plusSeconds(1);
        }

        assertThat(pauses).startsWith(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2))
                .endsWith(Duration.ofSeconds(4)).doesNotContainNull();
    }

    @Test
    void killsBringNobodyNearerToGivingUpNorForgiveAnything() {
        for (var i = 0; i < 4; i++) {
            assertThat(backOff.after(death(false))).isNotNull();
            assertThat(backOff.after(killed())).isNotNull();
        }

        assertThat(backOff.after(death(false))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"137, true", "143, true", "0, false", "1, false", "134, false", "139, false"})
    void onlyTheSignalsOfSomebodyElseAreKills(int exitCode, boolean killed) {
        assertThat(Death.ended(exitCode, false, List.of()).killed()).isEqualTo(killed);
    }

    private static Death killed() {
        return Death.ended(137, false, List.of());
    }

    private static Death death(boolean wasReady) {
        return Death.ended(1, wasReady, List.of());
    }
}
