package io.whispra.gateway.chat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at the epoch again and again, so that a restored database is noticed while nobody connects. Nobody's rooms are asked for: that answer is
 * short, and names the epoch.
 */
@Component
final class EpochWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EpochWatch.class);
    private static final String NOBODY = "_";

    private final Joining joining;
    private final ChatProperties properties;
    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;

    EpochWatch(Joining joining, ChatProperties properties) {
        this.joining = joining;
        this.properties = properties;
    }

    @Override
    public void start() {
        started = true;
        running.update(Flux.interval(properties.epochCheck())
                .onBackpressureDrop()
                .concatMap(_ -> look(), 1)
                .subscribe());
    }

    @Override
    public void stop() {
        started = false;
        running.update(null);
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    private Mono<Void> look() {
        return joining.rooms(NOBODY).then().onErrorResume(e -> {
            log.debug("The epoch is not known right now", e);
            return Mono.empty();
        });
    }
}
