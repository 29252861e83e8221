package io.whispra.media.upload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

import io.whispra.media.content.ImageProperties;
import io.whispra.media.content.Images;
import io.whispra.media.content.Picture;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lets so many images be held in memory as there are threads to work on them. Others wait; there are never more of them than uploads in
 * progress.
 */
@Component
final class ImageTurns implements DisposableBean {
    private final Images images;
    private final Scheduler scheduler;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int free;

    ImageTurns(Images images, ImageProperties properties, UploadProperties uploads) {
        this.images = images;
        this.free = properties.threads();
        this.scheduler = Schedulers.newBoundedElastic(properties.threads(), uploads.atOnce(), "images");
    }

    /** Begins the work when it is its turn; the turn ends with it. */
    <T> Mono<T> during(Supplier<Mono<T>> work) {
        return Mono.defer(() -> {
            var turn = new Turn();
            take(turn);
            return turn.come.asMono().then(Mono.defer(work)).doFinally(_ -> end(turn));
        });
    }

    Mono<Picture> process(byte[] whole, String type) {
        return Mono.fromCallable(() -> images.process(whole, type)).subscribeOn(scheduler);
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }

    private void take(Turn turn) {
        synchronized (waiting) {
            if (free == 0) {
                waiting.add(turn);
                return;
            }
            free--;
            turn.isOn = true;
        }
        turn.come.tryEmitEmpty();
    }

    private void end(Turn turn) {
        Turn next;
        synchronized (waiting) {
            if (!turn.isOn) {
                waiting.remove(turn);
                return;
            }
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
            next.isOn = true;
        }
        next.come.tryEmitEmpty();
    }

    private static final class Turn {
        private final Sinks.Empty<Void> come = Sinks.empty();
        private boolean isOn;
    }
}
