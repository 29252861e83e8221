package io.whispra.room.membership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.whispra.room.aggregate.Change;
import io.whispra.room.aggregate.Fact;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.Rooms;
import io.whispra.room.aggregate.Rules;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is in a room at the version of its document: the participants, read after the document, with what is still pending in
 * it laid over them. RATIONALE.md says why this is exact.
 */
@Component
public class Memberships {

    private final Rooms rooms;
    private final Participants participants;

    Memberships(Rooms rooms, Participants participants) {
        this.rooms = rooms;
        this.participants = participants;
    }

    /** The caller's place, or the refusal that says nothing about the room. */
    public Mono<Seat> seat(String roomId, String userId) {
        return rooms.find(roomId)
                .flatMap(room -> in(room, List.of(userId)).mapNotNull(people -> people.get(userId))
                        .map(participant -> new Seat(room, participant)))
                .switchIfEmpty(Mono.error(Rules::roomNotFound));
    }

    /** The place of the caller in each of these rooms, where they have one; in the order of the rooms. */
    public Flux<Seat> seats(List<Room> inRooms, String userId) {
        var ids = inRooms.stream().map(Room::id).toList();
        return participants.findIn(ids, userId)
                .collectMap(Participant::roomId)
                .flatMapIterable(folded -> {
                    var seats = new ArrayList<Seat>();
                    for (var room : inRooms) {
                        var participant = overlay(room, userId, folded.get(room.id()));
                        if (participant != null) {
                            seats.add(new Seat(room, participant));
                        }
                    }
                    return seats;
                });
    }

    /**
     * Which of these rooms somebody put away.
     *
     * @param numbers how many messages each room has
     */
    public Mono<Set<String>> archived(Map<String, Long> numbers, String userId) {
        return participants.findIn(numbers.keySet(), userId)
                .filter(participant -> participant.isArchived(numbers.getOrDefault(participant.roomId(), 0L)))
                .map(Participant::roomId)
                .collect(Collectors.toSet());
    }

    /** Those of these people who are in the room. */
    public Mono<Map<String, Participant>> in(Room room, Collection<String> userIds) {
        return participants.find(room.id(), userIds)
                .collectMap(Participant::userId, Function.identity())
                .map(folded -> present(room, userIds, folded));
    }

    /** The people in a room behind `after`, by user id, at most so many; a change that is pending shows when it is folded. */
    public Flux<Participant> page(Room room, String after, int limit) {
        return participants.page(room.id(), after, limit);
    }

    private static Map<String, Participant> present(Room room, Collection<String> userIds,
            Map<String, Participant> folded) {
        var present = new HashMap<String, Participant>();
        for (var userId : userIds) {
            var participant = overlay(room, userId, folded.get(userId));
            if (participant != null) {
                present.put(userId, participant);
            }
        }
        return present;
    }

    /** Null for somebody who is out. */
    private static @Nullable Participant overlay(Room room, String userId, @Nullable Participant folded) {
        var participant = folded == null ? Participant.nobody(room.id(), userId) : folded;
        for (var change : room.pending()) {
            if (participant.version() < change.version()) {
                for (var fact : change.facts()) {
                    participant = after(change, fact, participant);
                }
            }
        }
        return participant.role() == null ? null : participant;
    }

    private static Participant after(Change change, Fact fact, Participant before) {
        var userId = before.userId();
        return switch (fact) {
            case Fact.Added(var who, var role) when who.equals(userId) -> before.joined(role, change);
            case Fact.Removed(var who, _) when who.equals(userId) -> before.at(change.version(), null);
            case Fact.RoleSet(var who, var role) when who.equals(userId) -> before.at(change.version(), role);
            case Fact.Deleted _ -> before.at(change.version(), null);
            case Fact.Added _,Fact.Removed _,Fact.RoleSet _,Fact.Created _,Fact.Updated _ -> before;
        };
    }
}
