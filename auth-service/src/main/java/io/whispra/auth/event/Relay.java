package io.whispra.auth.event;

import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Redoes what a crash or an outage left, in every instance. */
@Component
class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final List<Unfinished<?>> kinds;
    private final Topic topic;
    private final RelayProperties properties;
    private Disposable running = Disposables.disposed();

    Relay(List<Unfinished<?>> kinds, Topic topic, RelayProperties properties) {
        this.kinds = kinds;
        this.topic = topic;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = Mono.defer(this::round).repeat().subscribe();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }

    private Mono<Void> round() {
        return topic.make()
                .onErrorComplete()
                .then(sweep())
                .flatMap(search -> Mono.delay(pauseAfter(search)))
                .then();
    }

    /** How long the search for what is left took, which is what the store suffers from. What fails is the next sweep's. */
    Mono<Duration> sweep() {
        return Flux.fromIterable(kinds)
                .concatMap(this::sweep, 1)
                .timeout(properties.timeout())
                .onErrorResume(error -> {
                    log.warn("What is not finished could not be redone: {}", error.toString());
                    return Flux.empty();
                })
                .reduce(Duration.ZERO, Duration::plus);
    }

    private <T> Mono<Duration> sweep(Unfinished<T> kind) {
        return kind.find(properties.sweepSize())
                .collectList()
                .elapsed()
                .flatMap(search -> Flux.fromIterable(search.getT2())
                        .flatMapSequential(kind::redo, properties.concurrent())
                        .takeWhile(done -> done)
                        .then(Mono.just(Duration.ofMillis(search.getT1()))));
    }

    private Duration pauseAfter(Duration search) {
        var rest = search.multipliedBy(properties.rest());
        return rest.compareTo(properties.pause()) > 0 ? rest : properties.pause();
    }
}
