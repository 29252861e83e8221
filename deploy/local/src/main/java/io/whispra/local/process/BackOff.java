package io.whispra.local.process;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/** When a process that died is started again: one that had been ready at once, one that had not later and later. */
final class BackOff {

    private final Patience patience;
    private final InstantSource clock;
    private final Deque<Instant> failures = new ArrayDeque<>();

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
        failures.removeIf(failure -> failure.isBefore(now.minus(patience.period())));
        failures.add(now);
        return failures.size() < patience.tries()
                ? patience.firstPause().multipliedBy(1L << (failures.size() - 1))
                : null;
    }
}
