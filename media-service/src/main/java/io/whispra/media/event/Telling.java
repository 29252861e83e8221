package io.whispra.media.event;

import java.time.Duration;
import java.util.List;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Untold;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Tells others what they were not told yet, as often as it takes: what waits is in the database alone. Every instance does it, so an
 * event can come twice.
 */
@Component
final class Telling implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Telling.class);

    private final Untold untold;
    private final Publishing publishing;
    private final EventProperties properties;
    private volatile @Nullable Disposable rounds;
    private volatile boolean behind;

    Telling(Untold untold, Publishing publishing, EventProperties properties) {
        this.untold = untold;
        this.publishing = publishing;
        this.properties = properties;
    }

    @Override
    public void start() {
        rounds = Mono.defer(this::round).repeat().subscribe(_ -> {}, error -> log.error("Telling ended", error));
    }

    @Override
    public void stop() {
        var running = rounds;
        if (running != null) {
            running.dispose();
        }
        rounds = null;
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    private Mono<Void> round() {
        return publishing.prepare()
                .then(Mono.defer(() -> untold.find(properties.batch()).collectList().elapsed()))
                .flatMap(search -> tell(search.getT2()).thenReturn(pause(search.getT1())))
                .onErrorResume(this::tolerate)
                .flatMap(Mono::delay)
                .then();
    }

    private Mono<Void> tell(List<Attachment> found) {
        if (found.isEmpty()) {
            return Mono.empty();
        }
        return publishing.publish(found)
                .doOnNext(told -> note(found.size() - told.size()))
                .flatMap(untold::told);
    }

    /** What a look costs the store is a small part of its time. */
    private Duration pause(long took) {
        var rest = Duration.ofMillis(took).multipliedBy(properties.sweepRest());
        return rest.compareTo(properties.sweepInterval()) > 0 ? rest : properties.sweepInterval();
    }

    /** Once for each outage. */
    private void note(int left) {
        if (left > 0 && !behind) {
            log.warn("Kafka does not take what becomes of attachments; it is tried again until it does");
        }
        behind = left > 0;
    }

    private Mono<Duration> tolerate(Throwable error) {
        log.warn("What becomes of attachments could not be told, the next sweep tries again: {}", error.getMessage());
        return Mono.just(properties.sweepInterval());
    }
}
