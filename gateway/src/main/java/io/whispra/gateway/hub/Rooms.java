package io.whispra.gateway.hub;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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
            return joinKnown(room, new Subscription(listener, membership, introduction), since);
        }
        var first = new Room(membership.roomId(), new Order(membership.headSeq(), surroundings.properties()));
        rooms.put(first.id(), first);
        subscribe(first, new Subscription(listener, membership, introduction));
        since.forEach(this::place);
        return true;
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
        return room == null || room.fromSeq(listener) == Room.NOT_SUBSCRIBED ? null : rings.after(roomId, seq, limit);
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

    private record Subscription(Listener listener, Membership membership, @Nullable Event introduction) {}

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
            for (var listener : room.listenersOf(entry.subject(), entry.seq())) {
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

    private boolean joinKnown(Room room, Subscription subscription, Collection<Entry> since) {
        var membership = subscription.membership();
        var cursor = room.order().cursor();
        var missed = since.stream().filter(entry -> entry.seq() <= cursor).toList();
        if (missed.size() < cursor - membership.headSeq()) {
            return false;
        }
        subscribe(room, subscription);
        var listener = subscription.listener();
        for (var entry : missed) {
            if (entry.seq() > membership.fromSeq()) {
                listener.emit(entry.event());
                if (entry.removes() && listener.userId().equals(entry.subject())) {
                    remove(room, listener, entry);
                    break;
                }
            }
        }
        dropIfEmpty(room);
        return true;
    }

    private void subscribe(Room room, Subscription subscription) {
        var listener = subscription.listener();
        room.subscribe(listener, subscription.membership().fromSeq());
        roomsOf.computeIfAbsent(listener, _ -> new HashSet<>()).add(room.id());
        if (subscription.introduction() != null) {
            listener.emit(subscription.introduction());
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
