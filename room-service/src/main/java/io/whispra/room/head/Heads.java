package io.whispra.room.head;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

import io.whispra.room.aggregate.Activity;
import io.whispra.room.aggregate.Head;
import io.whispra.room.aggregate.Rooms;
import io.whispra.room.log.LogEntry;
import io.whispra.room.log.RoomLog;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the rooms' heads: each goes forward through every entry of its log, whatever the topic left out or repeats. */
@Component
class Heads {

    private static final int ROOMS_AT_ONCE = 8;

    private final Rooms rooms;
    private final Listeners listeners;
    private final RoomLog log;
    private final EntriesProperties properties;

    Heads(Rooms rooms, Listeners listeners, RoomLog log, EntriesProperties properties) {
        this.rooms = rooms;
        this.listeners = listeners;
        this.log = log;
        this.properties = properties;
    }

    /** Takes the entries of a poll. Those of rooms that this service does not have are dropped. */
    Mono<Void> advance(List<LogEntry> entries) {
        var byRoom = entries.stream().collect(Collectors.groupingBy(LogEntry::roomId));
        return rooms.activities(byRoom.keySet())
                .flatMap(room -> advance(room, byRoom.getOrDefault(room.id(), List.of())), ROOMS_AT_ONCE)
                .collectList()
                .flatMap(this::keep);
    }

    private Mono<Advance> advance(Activity room, List<LogEntry> polled) {
        var reached = room.head() == null ? 0 : room.head().seq();
        var advance = new Advance(room.id(), room.head());
        return withoutGaps(room.id(), reached, polled).doOnNext(advance::take).then(Mono.just(advance));
    }

    /** The entries behind the head in order; what the topic did not tell comes from the log itself. */
    private Flux<LogEntry> withoutGaps(String roomId, long reached, List<LogEntry> polled) {
        var parts = new ArrayList<Flux<LogEntry>>();
        var last = reached;
        for (var entry : polled.stream().sorted(Comparator.comparingLong(LogEntry::seq)).toList()) {
            if (entry.seq() > last + 1) {
                parts.add(missing(roomId, last + 1, entry.seq() - 1));
            }
            if (entry.seq() > last) {
                parts.add(Flux.just(entry));
                last = entry.seq();
            }
        }
        return Flux.concat(parts);
    }

    private Flux<LogEntry> missing(String roomId, long from, long to) {
        var pages = new ArrayList<Flux<LogEntry>>();
        for (var at = Math.max(from, to - properties.repair() + 1); at <= to; at += properties.repairPage()) {
            pages.add(log.entries(roomId, at, Math.min(to, at + properties.repairPage() - 1))
                    .flatMapIterable(entries -> entries));
        }
        return Flux.concat(pages);
    }

    private Mono<Void> keep(List<Advance> advances) {
        var heads = new HashMap<String, Head>();
        for (var advance : advances) {
            var head = advance.head();
            if (head != null) {
                heads.put(advance.roomId(), head);
            }
        }
        return listeners.keep(advances).then(rooms.advance(heads));
    }
}
