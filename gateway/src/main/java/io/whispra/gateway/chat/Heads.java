package io.whispra.gateway.chat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.whispra.gateway.upstream.RoomService;
import io.whispra.gateway.upstream.RoomService.Marked;
import io.whispra.gateway.upstream.UserRooms;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where rooms end and how far their user has read. The second is left out when the room service does not say it in time. */
@Component
final class Heads {

    private static final Logger log = LoggerFactory.getLogger(Heads.class);

    private final RoomService rooms;
    private final ChatProperties properties;

    Heads(RoomService rooms, ChatProperties properties) {
        this.rooms = rooms;
        this.properties = properties;
    }

    /** As it travels in `ready` and in the answer of `sync`. */
    record Head(String roomId, long seq, long number, @Nullable Long lastReadNumber, @Nullable Long unread) {

        static Head of(UserRooms.Head room, @Nullable Long lastReadNumber) {
            var unread = lastReadNumber == null ? null : Math.max(0, room.number() - lastReadNumber);
            return new Head(room.roomId(), room.headSeq(), room.number(), lastReadNumber, unread);
        }
    }

    /** The numbers of the last messages that the caller has read, by room, as many as come in time; never fails. */
    Mono<Map<String, Long>> lastRead(Caller caller) {
        return rooms.marked(caller.token(), properties.markerPages())
                .take(properties.markerTimeout())
                .onErrorResume(e -> {
                    log.debug("No more read markers", e);
                    return Flux.empty();
                })
                .collect(LinkedHashMap::new, Heads::note);
    }

    /** The same rooms, those whose markers are known first, in their order. */
    static List<UserRooms.Head> inOrder(List<UserRooms.Head> rooms, Map<String, Long> lastRead) {
        var places = new HashMap<String, Integer>();
        lastRead.keySet().forEach(roomId -> places.put(roomId, places.size()));
        return rooms.stream()
                .sorted(Comparator.comparingInt(room -> places.getOrDefault(room.roomId(), Integer.MAX_VALUE)))
                .toList();
    }

    static List<Head> of(List<UserRooms.Head> rooms, Map<String, Long> lastRead) {
        return rooms.stream().map(room -> Head.of(room, lastRead.get(room.roomId()))).toList();
    }

    private static void note(Map<String, Long> numbers, Marked room) {
        var number = room.lastReadNumber();
        if (number != null) {
            numbers.put(room.id(), number);
        }
    }
}
