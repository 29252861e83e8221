package io.whispra.room.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.whispra.room.account.Accounts;
import io.whispra.room.aggregate.Ids;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.RoomLimits;
import io.whispra.room.aggregate.Rooms;
import io.whispra.room.aggregate.Rules;
import io.whispra.room.membership.UserRooms;
import io.whispra.room.pending.Drain;
import io.whispra.room.problem.Refusal;
import io.whispra.room.problem.Unavailable;
import io.whispra.room.security.Caller;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes rooms, each once: a repeat or a race finds the room that is there. */
@Component
class Founding {

    private static final int READS_AT_ONCE = 8;
    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Rooms rooms;
    private final UserRooms userRooms;
    private final Accounts accounts;
    private final Drain drain;
    private final Rules rules;

    Founding(Rooms rooms, UserRooms userRooms, Accounts accounts, Drain drain, RoomLimits limits) {
        this.rooms = rooms;
        this.userRooms = userRooms;
        this.accounts = accounts;
        this.drain = drain;
        this.rules = new Rules(limits);
    }

    Mono<Founded> group(NewRoom.Accepted group, Caller creator) {
        var existing = rooms.ofRequest(group.clientKey());
        var people = accounts.requireAll(group.others(), creator).then(requireRoomLeft(group.people()));
        var room = Mono.fromSupplier(() -> Room.group(Ids.next(), group.name(), group.clientKey(), group.people(),
                Instant.now()));
        return found(existing, people, room);
    }

    Mono<Founded> ofTwo(String other, Caller creator) {
        var self = creator.id();
        if (other.equals(self)) {
            throw Refusal.field("/userId", "yourself", "A private room has two people.");
        }
        var existing = rooms.ofPair(Room.pairKey(self, other));
        var people = accounts.require(other, creator).then(requireRoomLeft(List.of(self, other)));
        var room = Mono.fromSupplier(() -> Room.ofTwo(Ids.next(), self, other, Instant.now()));
        return found(existing, people, room);
    }

    private Mono<Founded> found(Mono<Room> existing, Mono<Void> people, Mono<Room> room) {
        var inserted = people.then(room)
                .flatMap(rooms::insert)
                .map(it -> new Founded(it, true))
                .onErrorResume(DuplicateKeyException.class, _ -> sooner(existing).map(it -> new Founded(it, false)));
        return existing.map(it -> new Founded(it, false))
                .switchIfEmpty(inserted)
                .flatMap(founded -> drain.upTo(founded.room().id(), founded.room().version()).thenReturn(founded));
    }

    /** The room that another request has just made; the majority may not show it yet. */
    private static Mono<Room> sooner(Mono<Room> existing) {
        return existing.repeatWhenEmpty(LOOKS, looks -> looks.delayElements(BETWEEN_LOOKS))
                .onErrorMap(IllegalStateException.class, e -> new Unavailable("the database shows the room", e));
    }

    private Mono<Void> requireRoomLeft(List<String> people) {
        return Flux.fromIterable(people)
                .flatMap(userRooms::of, READS_AT_ONCE)
                .doOnNext(ids -> rules.requireRoomLeft(ids.size()))
                .then();
    }

    /** A room, and whether this request made it. */
    record Founded(Room room, boolean isNew) {}
}
