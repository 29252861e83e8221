package io.whispra.local.process;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * When a process that died is started again: one that had been ready at once, one that had not later and later.
 * <p>
 * One that was killed before it was ready waits as long as any other, but brings nobody nearer to giving up: it says nothing of
 * whether the process can live, and whoever kills one again and again, as a test of faults or a system without memory, must not end
 * the others with it. A crash by another signal counts.
 */
final class BackOff {

    private final Patience patience;
    private final InstantSource clock;
    private final Deque<Failure> failures = new ArrayDeque<>();

    private record Failure(Instant at, boolean killed) {}

    BackOff(Patience patience, InstantSource clock) {
        this.patience = patience;
        this.clock = clock;
    }

    /** How long to wait before the next start; null to give up. */
    @Nullable
    Duration after(Death death) {
        if (death.wasReady()) {
            failures.clear();
            return Duration.ZERO;
        }
        var now = clock.instant();
        failures.removeIf(failure -> failure.at().isBefore(now.minus(patience.period())));
        failures.add(new Failure(now, death.killed()));
        var own = failures.stream().filter(failure -> !failure.killed()).count();
        return own < patience.tries() ? pause() : null;
    }

    private Duration pause() {
        var doublings = Math.min(failures.size(), patience.tries() - 1) - 1;
        return patience.firstPause().multipliedBy(1L << Math.max(0, doublings));
    }
}
