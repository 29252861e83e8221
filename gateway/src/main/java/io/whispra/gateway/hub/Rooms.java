package io.whispra.gateway.hub;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.whispra.gateway.socket.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/** The rooms of one loop, those that somebody listens to. Touched by that loop only. */
final class Rooms {

    private final Hub.Surroundings surroundings;
    private final Scheduler loop;
    private final Recent recent;
    private final Rings rings;
    private final Map<String, Room> rooms = new HashMap<>();
    private final Map<Listener, Set<String>> roomsOf = new HashMap<>();
    private int part;

    Rooms(Hub.Surroundings surroundings, Scheduler loop) {
        this.surroundings = surroundings;
        this.loop = loop;
        this.recent = new Recent(surroundings.properties());
        this.rings = new Rings(surroundings.properties());
    }

    /** How many entries came in. May be read by any thread. */
    long position() {
        return recent.position();
    }

    /** Takes in an entry, from Kafka or fetched. */
    void receive(Entry entry) {
        recent.add(entry);
        place(entry);
    }

    /** Subscribes, and makes up for what came since the ticket. False: that is no longer known. */
    boolean join(Listener listener, long ticket, Membership membership, @Nullable Event introduction) {
        if (listener.isClosed()) {
            return true;
        }
        if (!recent.reachesBackTo(ticket)) {
            return false;
        }
        var room = rooms.get(membership.roomId());
        if (room != null && room.fromSeq(listener) >= membership.fromSeq()) {
            return true;
        }
        var since = recent.since(ticket, membership.roomId(), membership.headSeq());
        if (room != null) {
            return joinKnown(room, new Joiner(listener, membership, introduction), since);
        }
        var first = new Room(membership.roomId(), new Order(membership.headSeq(), surroundings.properties()));
        rooms.put(first.id(), first);
        subscribe(first, new Joiner(listener, membership, introduction));
        since.forEach(this::place);
        return true;
    }

    /** Tells the next part of the listeners how far their rooms are, of those that went on since they were told. */
    void tellHeads() {
        part = (part + 1) % surroundings.properties().headsParts();
        roomsOf.forEach((listener, ids) -> {
            if (Math.floorMod(System.identityHashCode(listener), surroundings.properties().headsParts()) == part) {
                tellHeads(listener, ids);
            }
        });
    }

    private void tellHeads(Listener listener, Set<String> ids) {
        var heads = new LinkedHashMap<String, Long>();
        for (var id : ids) {
            var room = rooms.get(id);
            var subscription = room == null ? null : room.subscription(listener);
            if (room != null && subscription != null && subscription.tell(room.order().cursor())) {
                heads.put(id, room.order().cursor());
            }
        }
        if (!heads.isEmpty()) {
            listener.emit(surroundings.notices().heads(heads));
        }
    }

    /** Ends all subscriptions of a listener. */
    void leave(Listener listener) {
        var left = roomsOf.remove(listener);
        if (left == null) {
            return;
        }
        for (var id : left) {
            var room = rooms.get(id);
            if (room != null) {
                room.unsubscribe(listener);
                dropIfEmpty(room);
            }
        }
    }

    /** What a subscriber missed, if it is remembered. */
    @Nullable
    Window after(Listener listener, String roomId, long seq, int limit) {
        var room = rooms.get(roomId);
        var subscription = room == null ? null : room.subscription(listener);
        return subscription == null ? null : rings.after(roomId, subscription.visibleAfter(seq), limit);
    }

    boolean isSubscribed(Listener listener, String roomId) {
        var room = rooms.get(roomId);
        return room != null && room.subscription(listener) != null;
    }

    /** Tells a room's listeners, those who are meant. */
    void signal(String roomId, Predicate<Listener> audience, Supplier<Event> event) {
        var room = rooms.get(roomId);
        if (room != null) {
            var meant = room.listeners().stream().filter(audience).toList();
            if (!meant.isEmpty()) {
                var made = event.get();
                meant.forEach(listener -> listener.emit(made));
            }
        }
    }

    /** The rooms of a listener. */
    Set<String> of(Listener listener) {
        return Set.copyOf(roomsOf.getOrDefault(listener, Set.of()));
    }

    /** Those who listen to any of these rooms. */
    Set<Listener> listenersIn(Collection<String> ids) {
        var listeners = new HashSet<Listener>();
        for (var id : ids) {
            var room = rooms.get(id);
            if (room != null) {
                listeners.addAll(room.listeners());
            }
        }
        return listeners;
    }

    private record Joiner(Listener listener, Membership membership, @Nullable Event introduction) {}

    private void place(Entry entry) {
        var room = rooms.get(entry.roomId());
        if (room == null) {
            tellAdded(entry);
            return;
        }
        for (var due : room.order().offer(entry)) {
            deliver(room, due);
        }
        if (!dropIfEmpty(room) && room.order().isBehind() && !room.isMending()) {
            room.mend(new Gap(room, surroundings, loop, stretch -> stretch.entries().forEach(this::receive)));
        }
    }

    private void deliver(Room room, Entry entry) {
        rings.add(entry);
        room.emit(entry);
        if (entry.removes()) {
            surroundings.voices().departures().departed(entry);
            for (var listener : room.removedBy(entry)) {
                remove(room, listener, entry);
            }
        }
        tellAdded(entry);
    }

    private void remove(Room room, Listener listener, Entry entry) {
        unsubscribe(room, listener);
        listener.emit(surroundings.notices().removed(entry));
    }

    private void tellAdded(Entry entry) {
        if (!entry.adds() || entry.subject() == null) {
            return;
        }
        var room = rooms.get(entry.roomId());
        for (var listener : surroundings.users().of(entry.subject())) {
            if (room == null || room.fromSeq(listener) < entry.seq()) {
                listener.added(entry);
            }
        }
    }

    private boolean joinKnown(Room room, Joiner joiner, Collection<Entry> since) {
        var membership = joiner.membership();
        var cursor = room.order().cursor();
        var missed = since.stream().filter(entry -> entry.seq() <= cursor).toList();
        if (missed.size() < cursor - membership.headSeq()) {
            return false;
        }
        subscribe(room, joiner);
        var listener = joiner.listener();
        for (var entry : missed) {
            if (entry.seq() > membership.fromSeq()) {
                listener.emit(entry.event());
                if (entry.removes(listener.userId())) {
                    remove(room, listener, entry);
                    break;
                }
            }
        }
        dropIfEmpty(room);
        return true;
    }

    private void subscribe(Room room, Joiner joiner) {
        var listener = joiner.listener();
        room.subscribe(listener, joiner.membership());
        roomsOf.computeIfAbsent(listener, _ -> new HashSet<>()).add(room.id());
        if (joiner.introduction() != null) {
            listener.emit(joiner.introduction());
        }
    }

    private void unsubscribe(Room room, Listener listener) {
        room.unsubscribe(listener);
        var ids = roomsOf.get(listener);
        if (ids != null) {
            ids.remove(room.id());
            if (ids.isEmpty()) {
                roomsOf.remove(listener);
            }
        }
    }

    private boolean dropIfEmpty(Room room) {
        if (!room.isEmpty()) {
            return false;
        }
        rooms.remove(room.id());
        rings.drop(room.id());
        room.dispose();
        // Nobody waits for these any more, but somebody may have been added by one of them.
        room.order().held().forEach(this::tellAdded);
        return true;
    }
}
