package io.whispra.auth.event;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Publishes what a write left a mark for, and then removes the mark. What fails keeps it, and is the {@link Relay}'s. */
@Component
public class Announcer {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final UserEvents events;
    private final Duration rest;
    private final AtomicReference<@Nullable Long> failedAt = new AtomicReference<>();

    Announcer(UserEvents events, EventProperties properties) {
        this.events = events;
        this.rest = properties.rest();
    }

    /**
     * Never an error. Just after a failure nothing is tried, so that no request waits for a broker that is known to be away.
     *
     * @param unmark removes the mark, if nothing has changed since
     */
    public Mono<Void> announce(UserEvent event, Mono<Void> unmark) {
        return Mono.defer(() -> isResting() ? Mono.<Boolean>empty() : redo(event, unmark)).then();
    }

    /**
     * For what is found unpublished. Never an error.
     *
     * @return whether the event was published and the mark removed
     */
    public Mono<Boolean> redo(UserEvent event, Mono<Void> unmark) {
        return events.publish(event)
                .then(unmark)
                .then(Mono.fromCallable(this::succeeded))
                .onErrorResume(error -> Mono.just(failed(event, error)));
    }

    private boolean isResting() {
        var failed = failedAt.get();
        return failed != null && System.nanoTime() - failed < rest.toNanos();
    }

    private boolean succeeded() {
        if (failedAt.getAndSet(null) != null) {
            log.info("Events of people are published again");
        }
        return true;
    }

    private boolean failed(UserEvent event, Throwable error) {
        if (failedAt.getAndSet(System.nanoTime()) == null) {
            log.warn("Events of people wait until they can be published, first {} of {}: {}", event.type(),
                    event.userId(), error.toString());
        }
        return false;
    }
}
