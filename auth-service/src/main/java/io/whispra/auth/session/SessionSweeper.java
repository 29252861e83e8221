package io.whispra.auth.session;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes expired sessions where the database does not do it by itself. */
@Component
class SessionSweeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SessionSweeper.class);

    private final Sessions sessions;
    private final Duration pause;
    private final Clock clock;
    private Disposable sweeping = Disposables.disposed();

    SessionSweeper(Sessions sessions, SessionProperties properties, Clock clock) {
        this.sessions = sessions;
        this.pause = properties.sweepEvery();
        this.clock = clock;
    }

    @Override
    public void start() {
        sweeping = Flux.interval(pause).onBackpressureDrop().concatMap(_ -> sweep()).subscribe();
    }

    @Override
    public void stop() {
        sweeping.dispose();
    }

    @Override
    public boolean isRunning() {
        return !sweeping.isDisposed();
    }

    /** One removal; a failure is logged, and the next one tries again. */
    Mono<Long> sweep() {
        return Mono.defer(() -> sessions.removeExpired(clock.instant()))
                .timeout(pause)
                .doOnNext(count -> log.debug("Removed expired sessions, count={}", count))
                .onErrorResume(e -> {
                    log.warn("Expired sessions were not removed: {}", e.toString());
                    return Mono.empty();
                });
    }
}
