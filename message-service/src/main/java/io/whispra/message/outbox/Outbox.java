package io.whispra.message.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Hands entries to the producer, each room's in the order of the log. A room of which something could not be published is
 * held: what comes after waits for the relay too.
 */
@Component
public class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final EntryRecords records;
    private final Marks marks;
    private final Rooms rooms;
    private final Scheduler sending;

    Outbox(KafkaTemplate<String, byte[]> kafka, EntryRecords records, Marks marks, Rooms rooms,
            Scheduler outboxScheduler) {
        this.kafka = kafka;
        this.records = records;
        this.marks = marks;
        this.rooms = rooms;
        this.sending = outboxScheduler;
    }

    /** Publishes entries of one room that were appended and applied, in order, and returns at once. */
    public void publish(List<Entry> entries) {
        if (entries.isEmpty() || !rooms.enter(entries.getFirst().id(), entries.size())) {
            return;
        }
        try {
            sending.schedule(() -> entries.forEach(this::send));
        } catch (RejectedExecutionException full) {
            failed(entries.getFirst().id(), entries.size(), full);
        }
    }

    /** Leaves the room to the relay, from this entry on. */
    public void hold(EntryId from) {
        rooms.hold(from);
    }

    /** For the relay: hands entries of a room that it took to the producer, in order; complete when the broker has all. */
    Mono<Void> redo(List<Entry> entries) {
        return Mono.fromCallable(() -> sent(entries))
                .subscribeOn(sending)
                .flatMap(sent -> Mono.fromFuture(CompletableFuture.allOf(sent)));
    }

    /** Up to the first that fails at once. */
    private CompletableFuture<?>[] sent(List<Entry> entries) {
        var sent = new ArrayList<CompletableFuture<?>>();
        for (var entry : entries) {
            rooms.redoing();
            var next = handed(entry).thenRun(rooms::redone);
            next.exceptionally(error -> {
                rooms.notRedone(error);
                return null;
            });
            sent.add(next);
            if (next.isCompletedExceptionally()) {
                break;
            }
        }
        return sent.toArray(CompletableFuture[]::new);
    }

    private void send(Entry entry) {
        // What waits in the producer keeps its id only, not its content a second time.
        var id = entry.id();
        if (!rooms.leaves(id)) {
            return;
        }
        handed(entry).thenRun(() -> arrived(id)).exceptionally(error -> {
            failed(id, 1, error);
            return null;
        });
    }

    private CompletableFuture<?> handed(Entry entry) {
        try {
            return kafka.send(records.of(entry));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void arrived(EntryId id) {
        marks.add(id);
        rooms.arrived(id);
    }

    private void failed(EntryId from, int count, Throwable error) {
        if (rooms.failed(from, count, error)) {
            log.warn("Room {} is not published from {} on: {}", from.roomId(), from.seq(), error.toString());
        }
    }
}
