package io.whispra.room.pending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.whispra.room.aggregate.Owing;
import io.whispra.room.aggregate.Rooms;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Redoes what a crash or an outage left pending: what two sweeps in a row see. Looking for it may scan the rooms, so the
 * pause grows with how long that takes.
 */
@Component
class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final Rooms rooms;
    private final Drain drain;
    private final PendingProperties properties;
    private Map<String, Long> seen = Map.of();
    private @Nullable Disposable sweeping;

    Relay(Rooms rooms, Drain drain, PendingProperties properties) {
        this.rooms = rooms;
        this.drain = drain;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        sweeping = Mono.defer(this::sweep)
                .onErrorResume(e -> failed("The rooms that owe to the log cannot be found", e)
                        .thenReturn(properties.sweepPause()))
                .flatMap(Mono::delay)
                .repeat()
                .subscribe();
    }

    @Override
    public synchronized void stop() {
        if (sweeping != null) {
            sweeping.dispose();
            sweeping = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return sweeping != null;
    }

    /** The pause that is due after it. */
    private Mono<Duration> sweep() {
        return rooms.owing(properties.sweepRooms())
                .collectList()
                .elapsed()
                .flatMap(looked -> redo(looked.getT2()).thenReturn(pauseAfter(looked.getT1())));
    }

    private Mono<Void> redo(List<Owing> owing) {
        var failures = new AtomicInteger();
        return Flux.fromIterable(stale(owing))
                .takeWhile(_ -> failures.get() < properties.sweepFailures())
                .flatMap(room -> drain.pass(room.id()).then().onErrorResume(e -> {
                    failures.incrementAndGet();
                    return failed("Room " + room.id() + " still owes to the log", e);
                }), properties.sweepTogether())
                .then();
    }

    /** In no order, so that rooms that fail do not stand in the way of the others for ever. */
    private List<Owing> stale(List<Owing> owing) {
        var stale = new ArrayList<Owing>();
        var now = new HashMap<String, Long>();
        for (var room : owing) {
            now.put(room.id(), room.oldest());
            if (Long.valueOf(room.oldest()).equals(seen.get(room.id()))) {
                stale.add(room);
            }
        }
        seen = now;
        Collections.shuffle(stale);
        return stale;
    }

    private Duration pauseAfter(long lookedMillis) {
        var due = Duration.ofMillis(lookedMillis * properties.sweepFactor());
        return due.compareTo(properties.sweepPause()) > 0 ? due : properties.sweepPause();
    }

    private static Mono<Void> failed(String what, Throwable error) {
        var cause = error.getCause();
        log.warn("{}: {}", what, cause == null ? error.toString() : cause.toString());
        return Mono.empty();
    }
}
