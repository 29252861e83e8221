package io.whispra.media.log;

import java.time.Clock;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Uses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Looks after claims of which the log told nothing for long. Where the message is not in the log either, its sender has the attachment
 * back. Every instance does it: each step is a compare-and-set or does nothing the second time.
 */
@Component
final class UnusedClaims implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(UnusedClaims.class);

    private final Uses uses;
    private final Whereabouts whereabouts;
    private final UseProperties properties;
    private final Clock clock;
    private volatile @Nullable Disposable sweeps;

    UnusedClaims(Uses uses, Whereabouts whereabouts, UseProperties properties, Clock clock) {
        this.uses = uses;
        this.whereabouts = whereabouts;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        sweeps = sweep().onErrorResume(UnusedClaims::tolerate)
                .repeatWhen(ends -> ends.delayElements(properties.sweepInterval()))
                .subscribe(_ -> {}, error -> log.error("Sweeping ended", error));
    }

    @Override
    public void stop() {
        var running = sweeps;
        if (running != null) {
            running.dispose();
        }
        sweeps = null;
    }

    @Override
    public boolean isRunning() {
        return sweeps != null;
    }

    private Mono<Void> sweep() {
        return Mono.defer(() -> uses.unplaced(clock.instant().minus(properties.unusedAge()), properties.sweepBatch())
                .flatMap(this::lookAfter, properties.questions())
                .then());
    }

    /** No answer ends the sweep: the others would be answered no better. */
    private Mono<Void> lookAfter(Attachment claimed) {
        return whereabouts.ask(claimed)
                .map(_ -> true)
                .defaultIfEmpty(false)
                .flatMap(sent -> sent ? Mono.<Void>empty() : uses.giveBack(claimed));
    }

    private static Mono<Void> tolerate(Throwable error) {
        log.warn("Not every old claim was looked after, the next sweep tries again: {}", error.getMessage());
        return Mono.empty();
    }
}
