package io.whispra.message.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.whispra.message.entry.EntryId;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The rooms with something on its way to the broker, or held. What comes behind something unpublished is held too; while the broker
 * is silent, everything is, so that an outage waits in the store and not in memory.
 */
@Component
class Rooms {

    private static final long NOTHING = Long.MAX_VALUE;

    private final Map<String, Room> rooms = new HashMap<>();
    private final OutboxProperties properties;
    private final Pulse pulse;

    @Autowired
    Rooms(OutboxProperties properties) {
        this(properties, System::nanoTime);
    }

    Rooms(OutboxProperties properties, LongSupplier nanos) {
        this.properties = properties;
        this.pulse = new Pulse(properties.patience(), nanos);
    }

    /** Held from a seq on, where it is held. */
    private static final class Room {
        private int onTheWay;
        private boolean held;
        private long from = NOTHING;

        void heldFrom(long seq) {
            held = true;
            from = Math.min(from, seq);
        }
    }

    /** True if so many entries, from this one on, may go to the broker; otherwise they are held. */
    synchronized boolean enter(EntryId first, int count) {
        var room = rooms.get(first.roomId());
        boolean held = room != null && room.held;
        if (held || pulse.isSilent() || pulse.waiting() + count > properties.queue()) {
            hold(first);
            return false;
        }
        rooms.computeIfAbsent(first.roomId(), _ -> new Room()).onTheWay += count;
        pulse.given(count);
        return true;
    }

    /** For what entered, when its turn comes: false if something before it failed meanwhile, and then it is held too. */
    synchronized boolean leaves(EntryId id) {
        var room = rooms.get(id.roomId());
        boolean held = room != null && room.held;
        if (held || pulse.isSilent()) {
            hold(id);
            pulse.failed(1, false);
            left(id.roomId(), 1);
            return false;
        }
        return true;
    }

    synchronized void arrived(EntryId id) {
        pulse.arrived();
        left(id.roomId(), 1);
    }

    /** Holds the room from there on; true if it was not held before. */
    synchronized boolean failed(EntryId from, int count, Throwable error) {
        var known = rooms.get(from.roomId());
        boolean first = known == null || !known.held;
        pulse.failed(count, isPassing(error));
        hold(from);
        left(from.roomId(), count);
        return first;
    }

    synchronized void hold(EntryId from) {
        var known = rooms.get(from.roomId());
        if (known != null && (known.held || rooms.size() <= properties.heldRooms())) {
            known.heldFrom(from.seq());
        } else if (known == null && rooms.size() < properties.heldRooms()) {
            var room = new Room();
            room.heldFrom(from.seq());
            rooms.put(from.roomId(), room);
        }
    }

    /** The rooms that are held and of which nothing is on its way any more: only then it is known where to begin. */
    synchronized Set<String> held() {
        return rooms.entrySet()
                .stream()
                .filter(room -> room.getValue().held && room.getValue().onTheWay == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether entries of the room may still arrive. */
    synchronized boolean isOnTheWay(String roomId) {
        var room = rooms.get(roomId);
        return room != null && room.onTheWay > 0;
    }

    /** Takes a room over for the relay: what comes meanwhile is held, to be taken next. Returns the seq from which on to redo. */
    synchronized long take(EntryId found) {
        hold(found);
        var room = rooms.get(found.roomId());
        if (room == null) {
            return found.seq();
        }
        long from = Math.min(room.from, found.seq());
        room.from = NOTHING;
        return from;
    }

    /** Gives back a room in which all is published; false if something came since it was taken. */
    synchronized boolean release(String roomId) {
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

    /** The relay gives the broker something, silent or not: that is how it is heard again. */
    synchronized void redoing() {
        pulse.given(1);
    }

    synchronized void redone() {
        pulse.arrived();
    }

    synchronized void notRedone(Throwable error) {
        pulse.failed(1, isPassing(error));
    }

    synchronized boolean isBrokerSilent() {
        return pulse.isSilent();
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

    private static boolean isPassing(Throwable error) {
        return error instanceof RetriableException
                || (error.getCause() instanceof Exception cause && isPassing(cause));
    }
}
