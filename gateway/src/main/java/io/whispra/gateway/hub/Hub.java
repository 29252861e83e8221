package io.whispra.gateway.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.whispra.gateway.socket.Client;
import io.whispra.gateway.socket.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Brings the entries of rooms to those who listen: each once, in order, and none that is not for them. Rooms are divided among loops by their
 * id, and all that is known of a room is touched by its loop only. All methods may be called by any thread.
 */
public final class Hub implements AutoCloseable {

    private final List<Loop> loops;
    private final Surroundings surroundings;
    private volatile boolean listening;

    /** What every part of the hub needs. */
    record Surroundings(HubProperties properties, Entries entries, Voices voices, Users users, Scheduler answers) {

        Notices notices() {
            return voices.notices();
        }
    }

    /** What the hub says to listeners, and to whoever must know who left. */
    record Voices(Notices notices, Departures departures) {}

    /** The threads of the loops, and those on which answers are given, so that nobody's work holds up a loop. */
    record Threads(IntFunction<Scheduler> loops, Scheduler answers) {}

    Hub(HubProperties properties, Entries entries, Voices voices, Threads threads) {
        this.surroundings = new Surroundings(properties, entries, voices, new Users(), threads.answers());
        this.loops = IntStream.range(0, properties.loops())
                .mapToObj(i -> new Loop(surroundings, threads.loops().apply(i)))
                .toList();
    }

    /**
     * A client that is not known yet.
     *
     * @param additions is told when the user is added to a room; on a loop, so it must return at once
     */
    public Listener listener(String userId, Client client, Consumer<Entry> additions) {
        return new Listener(userId, client, additions, surroundings);
    }

    /** Makes a client known, before anything is asked about its rooms. */
    public void enter(Listener listener) {
        surroundings.users().add(listener);
    }

    /** Forgets a client. A join that is under way comes to nothing. */
    public void leave(Listener listener) {
        listener.close();
        surroundings.users().remove(listener);
        loops.forEach(loop -> loop.tell(rooms -> rooms.leave(listener)));
    }

    /** To be taken before the message service is asked for memberships. */
    public Ticket ticket() {
        return new Ticket(loops.stream().map(Loop::position).toList());
    }

    /**
     * Subscribes a listener to rooms. It gets all entries after each membership's head, and what went out before the head again
     * if that was still on its way. What it is subscribed to already stays as it is.
     *
     * @param ticket taken before the memberships were asked for
     * @return false if too much happened since the ticket: take another and ask again
     */
    public Mono<Boolean> join(Listener listener, Ticket ticket, List<Membership> memberships) {
        var byLoop = new HashMap<Integer, List<Membership>>();
        memberships.forEach(m -> byLoop.computeIfAbsent(indexOf(m.roomId()), _ -> new ArrayList<>()).add(m));
        return Flux.fromIterable(byLoop.entrySet())
                .flatMap(part -> loops.get(part.getKey()).ask(
                        () -> joinAll(part.getKey(), listener, ticket, part.getValue())), loops.size())
                .all(joined -> joined);
    }

    /** The same for one room. The introduction is sent if the listener was not subscribed before, ahead of the first entry. */
    public Mono<Boolean> join(Listener listener, Ticket ticket, Membership membership, Event introduction) {
        var index = indexOf(membership.roomId());
        return loops.get(index).ask(() -> join(index, listener, ticket, membership, introduction));
    }

    /** The entries of a room after `seq`. Empty if the listener is not subscribed, or the hub doesn't know them all, or there are none. */
    public Mono<Window> after(Listener listener, String roomId, long seq, int limit) {
        var loop = loops.get(indexOf(roomId));
        return loop.ask(() -> loop.rooms().after(listener, roomId, seq, limit));
    }

    /** The rooms that a listener is subscribed to now. */
    public Mono<Set<String>> roomsOf(Listener listener) {
        return Flux.fromIterable(loops)
                .flatMap(loop -> loop.ask(() -> loop.rooms().of(listener)), loops.size())
                .collect(HashSet::new, Set::addAll);
    }

    /** Those who listen to any of these rooms, each once. */
    public Mono<Set<Listener>> listenersIn(List<String> roomIds) {
        var byLoop = roomIds.stream().collect(Collectors.groupingBy(this::indexOf));
        return Flux.fromIterable(byLoop.entrySet())
                .flatMap(part -> loops.get(part.getKey())
                        .ask(() -> loops.get(part.getKey()).rooms().listenersIn(part.getValue())), loops.size())
                .collect(HashSet::new, Set::addAll);
    }

    /** Whether a listener is subscribed to a room now. */
    public Mono<Boolean> isSubscribed(Listener listener, String roomId) {
        var loop = loops.get(indexOf(roomId));
        return loop.ask(() -> loop.rooms().isSubscribed(listener, roomId));
    }

    /**
     * Tells something that may be lost to those of a room's listeners who are meant. It is made when there is somebody to hear it, once, on a
     * loop. Given up while too much of the kind is waiting.
     */
    public void signal(String roomId, Predicate<Listener> audience, Supplier<Event> event) {
        loops.get(indexOf(roomId)).tellUnlessBusy(rooms -> rooms.signal(roomId, audience, event));
    }

    /** The clients of a user. */
    public List<Listener> listenersOf(String userId) {
        return surroundings.users().of(userId);
    }

    /** From now on every entry that is published comes in. */
    public void listening() {
        listening = true;
    }

    /** Whether entries come in. A client that joined before would miss some. */
    public boolean isListening() {
        return listening;
    }

    /** Takes entries from Kafka. Blocks while too many are waiting. */
    public void accept(List<Entry> entries) throws InterruptedException {
        var byLoop = new HashMap<Integer, List<Entry>>();
        entries.forEach(e -> byLoop.computeIfAbsent(indexOf(e.roomId()), _ -> new ArrayList<>()).add(e));
        for (var part : byLoop.entrySet()) {
            loops.get(part.getKey()).accept(part.getValue());
        }
    }

    /** Tells everybody to sync: entries may have been lost that nothing else would show. */
    public void lost(String reason) {
        surroundings.users().all().forEach(listener -> listener.resync(reason));
    }

    @Override
    public void close() {
        loops.forEach(Loop::close);
    }

    private boolean joinAll(int index, Listener listener, Ticket ticket, List<Membership> memberships) {
        var all = true;
        for (var membership : memberships) {
            all &= join(index, listener, ticket, membership, null);
        }
        return all;
    }

    private boolean join(int index, Listener listener, Ticket ticket, Membership membership,
            @Nullable Event introduction) {
        return loops.get(index).rooms().join(listener, ticket.positions().get(index), membership, introduction);
    }

    private int indexOf(String roomId) {
        return Math.floorMod(roomId.hashCode(), loops.size());
    }
}
