package io.whispra.media.upload;

import java.time.Clock;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.storage.Blobs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Clears away uploads that did not end, were not accepted, were never used or are deleted, with what they have in the store. Every instance does it: each step is a
 * compare-and-set or does nothing the second time.
 */
@Component
final class Reaper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Reaper.class);

    private final Attachments attachments;
    private final Blobs blobs;
    private final UploadProperties properties;
    private final Clock clock;
    private volatile @Nullable Disposable sweeps;

    Reaper(Attachments attachments, Blobs blobs, UploadProperties properties, Clock clock) {
        this.attachments = attachments;
        this.blobs = blobs;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        sweeps = sweep().onErrorResume(Reaper::tolerate)
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
        return Mono.defer(() -> {
            var now = clock.instant();
            return attachments.over(now.minus(properties.pendingAge()), now.minus(properties.unclaimedAge()),
                    properties.sweepBatch())
                    .concatMap(found -> clear(found).onErrorResume(Reaper::tolerate))
                    .thenMany(attachments.unsettled(properties.sweepBatch()))
                    .concatMap(found -> settle(found).onErrorResume(Reaper::tolerate))
                    .then();
        });
    }

    /** Deleted first, so that an upload that comes to its end now finds that it was given up. */
    private Mono<Void> clear(Attachment found) {
        return attachments.delete(found.id())
                .flatMap(deleted -> blobs.remove(deleted.id())
                        .then(attachments.forget(deleted.id()))
                        .filter(forgotten -> forgotten)
                        .doOnNext(_ -> log.info("Cleared away {} of {}", deleted.id(), deleted.createdAt()))
                        .then());
    }

    /** What came in by a link had to stay while the link worked, so that nothing else could come by it. */
    private Mono<Void> settle(Attachment found) {
        return blobs.keepOnly(found.id(), found.stored()).then(attachments.settle(found.id()));
    }

    private static Mono<Void> tolerate(Throwable error) {
        log.warn("Not everything was cleared away, the next sweep tries again: {}", error.getMessage());
        return Mono.empty();
    }
}
