package io.whispra.message.outbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Reads;
import io.whispra.message.fold.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Applies and publishes rooms again, each in the order of its log from the first entry that Kafka is not known to have. */
@Component
class Redo {

    private static final Logger log = LoggerFactory.getLogger(Redo.class);

    private final Messages messages;
    private final Reads reads;
    private final Outbox outbox;
    private final Rooms rooms;
    private final OutboxProperties properties;

    Redo(Messages messages, Reads reads, Outbox outbox, Rooms rooms, OutboxProperties properties) {
        this.messages = messages;
        this.reads = reads;
        this.outbox = outbox;
        this.rooms = rooms;
        this.properties = properties;
    }

    /**
     * Redoes rooms, each from a seq on or from where it is held.
     *
     * @return whether all could be redone. A few rooms are enough to find that the broker is away: then the others are not tried
     */
    Mono<Boolean> rooms(Map<String, Long> due) {
        var away = new AtomicBoolean();
        return Flux.fromIterable(due.entrySet())
                .flatMap(room -> away.get()
                        ? Mono.just(false)
                        : redo(new EntryId(room.getKey(), room.getValue()))
                                .doOnNext(done -> away.compareAndSet(false, !done && rooms.isBrokerSilent())),
                        properties.rooms())
                .reduce(true, Boolean::logicalAnd);
    }

    /** Up to the head of the room, and again while more comes. */
    private Mono<Boolean> redo(EntryId found) {
        return Mono.defer(() -> {
            var from = new EntryId(found.roomId(), rooms.take(found));
            return reads.atHead(found.roomId())
                    .flatMap(view -> publish(view, from.seq()))
                    .then(Mono.defer(() -> rooms.release(found.roomId())
                            ? Mono.just(true)
                            : redo(new EntryId(found.roomId(), EntryId.MAX_SEQ))))
                    .onErrorResume(error -> {
                        log.warn("Room {} could not be published: {}", found.roomId(), error.toString());
                        rooms.hold(from);
                        return Mono.just(false);
                    })
                    .doOnCancel(() -> rooms.hold(from));
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
                .concatMap(entries -> publish(entries), 1)
                .then();
    }

    private Mono<Void> publish(List<Entry> entries) {
        return outbox.redo(entries)
                .timeout(properties.sendTimeout())
                .then(messages.markPublished(entries.stream().map(Entry::id).toList()));
    }
}
