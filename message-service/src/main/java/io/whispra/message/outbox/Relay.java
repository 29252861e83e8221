package io.whispra.message.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Reads;
import io.whispra.message.fold.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Publishes what a crash or an outage left. It redoes what it saw unpublished in two of its own sweeps, so that it needs no
 * clock but its own, and at once what this instance itself failed to publish. The first sweep takes all.
 */
@Component
class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final Messages messages;
    private final Reads rooms;
    private final Outbox outbox;
    private final Topic topic;
    private final OutboxProperties properties;
    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;
    private volatile boolean caughtUp;
    private Set<EntryId> seen = Set.of();

    Relay(Messages messages, Reads rooms, Outbox outbox, Topic topic, OutboxProperties properties) {
        this.messages = messages;
        this.rooms = rooms;
        this.outbox = outbox;
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
                .then(Mono.defer(() -> caughtUp ? sweep() : firstSweeps()))
                .onErrorResume(error -> {
                    log.warn("A sweep of the outbox failed: {}", error.toString());
                    return Mono.just(Duration.ZERO);
                })
                .flatMap(took -> Mono.delay(pause(took)))
                .then();
    }

    private Duration pause(Duration took) {
        var rest = took.multipliedBy(properties.sweepRest());
        return rest.compareTo(properties.sweepPause()) > 0 ? rest : properties.sweepPause();
    }

    /**
     * Until nothing is left, or the broker takes nothing: what is left then is redone by the next sweep, and the service may be
     * ready without a broker.
     */
    private Mono<Duration> firstSweeps() {
        return messages.unpublished(properties.sweepSize())
                .collectList()
                .doOnNext(found -> seen = Set.copyOf(found))
                .flatMap(found -> redo(byRoom(found)).map(done -> done && found.size() == properties.sweepSize())
                        .timeout(properties.sendTimeout().multipliedBy(2), Mono.just(false)))
                .flatMap(more -> more ? firstSweeps() : Mono.just(Duration.ZERO))
                .doOnNext(_ -> caughtUp = true);
    }

    /** What it takes is the search alone, which is what the store suffers from. */
    private Mono<Duration> sweep() {
        return messages.unpublished(properties.sweepSize()).collectList().elapsed().flatMap(search -> {
            var found = search.getT2();
            var due = byRoom(found.stream().filter(seen::contains).toList());
            due.keySet().removeIf(outbox::isOnTheWay);
            outbox.held().forEach(roomId -> due.putIfAbsent(roomId, EntryId.MAX_SEQ));
            seen = Set.copyOf(found);
            return redo(due).thenReturn(Duration.ofMillis(search.getT1()));
        });
    }

    /** The rooms, each with its first entry. */
    private static Map<String, Long> byRoom(List<EntryId> ids) {
        var first = new TreeMap<String, Long>();
        ids.forEach(id -> first.merge(id.roomId(), id.seq(), Math::min));
        return first;
    }

    /** Whether all could be redone. */
    private Mono<Boolean> redo(Map<String, Long> due) {
        return Flux.fromIterable(due.entrySet())
                .flatMap(room -> redo(new EntryId(room.getKey(), room.getValue())), properties.rooms())
                .reduce(true, Boolean::logicalAnd);
    }

    /** Applies a room, then publishes it up to its head, and again while more comes. */
    private Mono<Boolean> redo(EntryId found) {
        return Mono.defer(() -> {
            long from = outbox.take(found);
            return rooms.atHead(found.roomId())
                    .flatMap(view -> publish(view, from))
                    .then(Mono.defer(() -> outbox.release(found.roomId())
                            ? Mono.just(true)
                            : redo(new EntryId(found.roomId(), EntryId.MAX_SEQ))))
                    .onErrorResume(error -> {
                        log.warn("Room {} could not be published: {}", found.roomId(), error.toString());
                        outbox.hold(new EntryId(found.roomId(), from));
                        return Mono.just(false);
                    });
        });
    }

    private Mono<Void> publish(View view, long from) {
        if (from > view.seq()) {
            return Mono.empty();
        }
        return Flux.fromIterable(view.ids(from, view.seq()))
                .buffer(properties.window())
                .concatMap(messages::find, 1)
                .map(entries -> entries.stream().filter(Entry::unpublished).toList())
                .filter(entries -> !entries.isEmpty())
                .concatMap(entries -> outbox.redo(entries)
                        .then(messages.markPublished(entries.stream().map(Entry::id).toList())), 1)
                .then();
    }
}
