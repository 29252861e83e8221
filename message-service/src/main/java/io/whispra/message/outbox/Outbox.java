package io.whispra.message.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

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

    private static final long NOTHING = Long.MAX_VALUE;

    private final KafkaTemplate<String, byte[]> kafka;
    private final EntryRecords records;
    private final Marks marks;
    private final OutboxProperties properties;
    private final Scheduler sending;
    private final Map<String, Room> rooms = new HashMap<>();

    Outbox(KafkaTemplate<String, byte[]> kafka, EntryRecords records, Marks marks, OutboxProperties properties,
            Scheduler outboxScheduler) {
        this.kafka = kafka;
        this.records = records;
        this.marks = marks;
        this.properties = properties;
        this.sending = outboxScheduler;
    }

    /** A room with something on its way to the broker, or held from a seq on. */
    private static final class Room {
        private int onTheWay;
        private boolean held;
        private long from = NOTHING;

        void heldFrom(long seq) {
            held = true;
            from = Math.min(from, seq);
        }
    }

    /** Publishes entries of one room that were appended and applied, in order, and returns at once. */
    public void publish(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var first = entries.getFirst().id();
        if (!enter(first, entries.size())) {
            return;
        }
        try {
            sending.schedule(() -> entries.forEach(this::send));
        } catch (RejectedExecutionException full) {
            failed(first, entries.size(), full);
        }
    }

    /** Leaves the room to the relay, from this entry on. */
    public void hold(EntryId from) {
        synchronized (rooms) {
            hold(from.roomId(), from.seq());
        }
    }

    /** The rooms that are held. */
    Set<String> held() {
        synchronized (rooms) {
            return rooms.entrySet()
                    .stream()
                    .filter(room -> room.getValue().held)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }

    /** Whether entries of a room that is not held are on their way, and may well arrive. */
    boolean isOnTheWay(String roomId) {
        synchronized (rooms) {
            var room = rooms.get(roomId);
            return room != null && room.onTheWay > 0 && !room.held;
        }
    }

    /** Takes a room over for the relay: what comes meanwhile is held, to be taken next. Returns the seq from which on to redo. */
    long take(EntryId found) {
        synchronized (rooms) {
            var room = hold(found.roomId(), found.seq());
            long from = Math.min(room.from, found.seq());
            room.from = NOTHING;
            return from;
        }
    }

    /** Gives back a room in which all is published; false if something came since it was taken. */
    boolean release(String roomId) {
        synchronized (rooms) {
            var room = rooms.get(roomId);
            if (room != null && room.from != NOTHING) {
                return false;
            }
            if (room != null) {
                room.held = false;
                forgetIfIdle(roomId, room);
            }
            return true;
        }
    }

    /** For the relay: hands entries of a room that it took to the producer, in order; complete when the broker has all. */
    Mono<Void> redo(List<Entry> entries) {
        return Mono.fromCallable(() -> sent(entries))
                .subscribeOn(sending)
                .flatMap(sent -> Mono.fromFuture(CompletableFuture.allOf(sent)))
                .timeout(properties.sendTimeout());
    }

    /** Up to the first that fails at once. */
    private CompletableFuture<?>[] sent(List<Entry> entries) {
        var sent = new ArrayList<CompletableFuture<?>>();
        for (var entry : entries) {
            var next = kafka.send(records.of(entry));
            sent.add(next);
            if (next.isCompletedExceptionally()) {
                break;
            }
        }
        return sent.toArray(CompletableFuture[]::new);
    }

    private void send(Entry entry) {
        try {
            var sent = kafka.send(records.of(entry));
            sent.thenRun(() -> arrived(entry)).exceptionally(error -> {
                failed(entry.id(), 1, error);
                return null;
            });
        } catch (RuntimeException e) {
            failed(entry.id(), 1, e);
        }
    }

    private boolean enter(EntryId first, int count) {
        synchronized (rooms) {
            var room = rooms.computeIfAbsent(first.roomId(), _ -> new Room());
            if (room.held) {
                room.heldFrom(first.seq());
                return false;
            }
            room.onTheWay += count;
            return true;
        }
    }

    private void arrived(Entry entry) {
        marks.add(entry.id());
        synchronized (rooms) {
            left(entry.roomId(), 1);
        }
    }

    private void failed(EntryId from, int count, Throwable error) {
        boolean first;
        synchronized (rooms) {
            var known = rooms.get(from.roomId());
            first = known == null || !known.held;
            hold(from.roomId(), from.seq());
            left(from.roomId(), count);
        }
        if (first) {
            log.warn("Room {} is not published from {} on: {}", from.roomId(), from.seq(), error.toString());
        }
    }

    private Room hold(String roomId, long seq) {
        var room = rooms.computeIfAbsent(roomId, _ -> new Room());
        if (room.held || rooms.size() <= properties.heldRooms()) {
            room.heldFrom(seq);
        }
        return room;
    }

    private void left(String roomId, int count) {
        var room = rooms.get(roomId);
        if (room != null) {
            room.onTheWay -= count;
            forgetIfIdle(roomId, room);
        }
    }

    private void forgetIfIdle(String roomId, Room room) {
        if (room.onTheWay <= 0 && !room.held) {
            rooms.remove(roomId);
        }
    }
}
