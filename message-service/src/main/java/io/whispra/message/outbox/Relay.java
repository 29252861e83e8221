package io.whispra.message.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Publishes what a crash or an outage left. It redoes what it saw unpublished in two of its own sweeps, so that it needs no
 * clock but its own, and at once what this instance itself failed to publish. The first sweep takes all.
 */
@Component
class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final Messages messages;
    private final Rooms rooms;
    private final Redo redo;
    private final Topic topic;
    private final OutboxProperties properties;
    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;
    private volatile boolean caughtUp;
    private Set<EntryId> seen = Set.of();
    private long nextSweep = System.nanoTime();

    Relay(Messages messages, Rooms rooms, Redo redo, Topic topic, OutboxProperties properties) {
        this.messages = messages;
        this.rooms = rooms;
        this.redo = redo;
        this.topic = topic;
        this.properties = properties;
    }

    @Override
    public void start() {
        started = true;
        running.replace(Mono.defer(this::round).repeat().subscribe());
    }

    @Override
    public void stop() {
        started = false;
        running.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Whether what an earlier life of this service left was taken care of. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    private Mono<Void> round() {
        return topic.make()
                .then(Mono.defer(() -> caughtUp ? redo.rooms(held()).flatMap(this::sweep) : firstSweeps()))
                .onErrorResume(error -> {
                    log.warn("A sweep of the outbox failed: {}", error.toString());
                    return Mono.empty();
                })
                .then(Mono.delay(properties.sweepPause()))
                .then();
    }

    /**
     * Until nothing is left, or the broker takes nothing: what is left then is redone by the next sweep, and the service may be
     * ready without a broker.
     */
    private Mono<Void> firstSweeps() {
        return messages.unpublished(properties.sweepSize())
                .collectList()
                .doOnNext(found -> seen = Set.copyOf(found))
                .flatMap(found -> redo.rooms(byRoom(found)).map(done -> done && found.size() == properties.sweepSize())
                        .timeout(properties.firstSweep(), Mono.just(false)))
                .flatMap(more -> more ? firstSweeps() : Mono.fromRunnable(() -> caughtUp = true));
    }

    /** Unless what is held just told that the broker is away. */
    private Mono<Void> sweep(boolean redone) {
        if ((!redone && rooms.isBrokerSilent()) || System.nanoTime() - nextSweep < 0) {
            return Mono.empty();
        }
        return messages.unpublished(properties.sweepSize()).collectList().elapsed().flatMap(search -> {
            // What it takes is the search alone, which is what the store suffers from.
            nextSweep = System.nanoTime()
                    + Duration.ofMillis(search.getT1()).multipliedBy(properties.sweepRest()).toNanos();
            var found = search.getT2();
            var due = byRoom(found.stream().filter(seen::contains).toList());
            due.keySet().removeIf(rooms::isOnTheWay);
            seen = Set.copyOf(found);
            return redo.rooms(due).then();
        });
    }

    /** What this instance could not publish: wherever it begins in each room, is known. */
    private Map<String, Long> held() {
        return rooms.held().stream().collect(Collectors.toMap(roomId -> roomId, _ -> EntryId.MAX_SEQ));
    }

    /** The rooms, each with its first entry. */
    private static Map<String, Long> byRoom(List<EntryId> ids) {
        var first = new TreeMap<String, Long>();
        ids.forEach(id -> first.merge(id.roomId(), id.seq(), Math::min));
        return first;
    }
}
