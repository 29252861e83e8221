package io.whispra.gateway.chat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.upstream.UserRooms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Tells everybody on this gateway who shares a room with a person what became of that person: the rooms are asked for once, and each
 * connection hears it once. Of several changes that wait for the same person's rooms only the last is told.
 */
@Component
final class Profiles implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Profiles.class);
    private static final Retry AGAIN = Retry.backoff(3, Duration.ofMillis(500));

    private final Hub hub;
    private final Joining joining;
    private final Sessions sessions;
    private final ChatProperties properties;
    private final Map<String, Event> latest = new ConcurrentHashMap<>();
    private volatile Sinks.Many<String> waiting;
    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;

    Profiles(Hub hub, Joining joining, Sessions sessions, ChatProperties properties) {
        this.hub = hub;
        this.joining = joining;
        this.sessions = sessions;
        this.properties = properties;
        this.waiting = nobody();
    }

    /** By one thread; returns at once. Beyond the bound of those who wait it is left out: clients look a person up anyway. */
    void tell(String userId, Event event) {
        if (sessions.isEmpty() || latest.put(userId, event) != null) {
            return;
        }
        if (waiting.tryEmitNext(userId).isFailure()) {
            latest.remove(userId);
            log.warn("Too many profiles change at once; nobody is told of one");
        }
    }

    @Override
    public void start() {
        started = true;
        waiting = nobody();
        latest.clear();
        running.update(waiting.asFlux().flatMap(this::spread, properties.profileConcurrency()).subscribe());
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

    private Sinks.Many<String> nobody() {
        return Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(properties.profiles()));
    }

    private Mono<Void> spread(String userId) {
        return joining.rooms(userId)
                .retryWhen(AGAIN)
                .flatMap(rooms -> hub.listenersIn(rooms.rooms().stream().map(UserRooms.Head::roomId).toList()))
                .doOnNext(listeners -> {
                    // Taken only now: what changed while the rooms were asked for is told with this, never before it.
                    var event = latest.remove(userId);
                    if (event != null) {
                        Stream.concat(listeners.stream(), hub.listenersOf(userId).stream())
                                .distinct()
                                .forEach(listener -> listener.emit(event));
                    }
                })
                .then()
                .onErrorResume(e -> {
                    latest.remove(userId);
                    log.warn("The rooms of {} are not known: nobody is told of a change", userId, e);
                    return Mono.empty();
                });
    }
}
