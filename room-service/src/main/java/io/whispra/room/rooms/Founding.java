package io.whispra.room.rooms;

import java.time.Duration;
import java.time.Instant;

import io.whispra.room.aggregate.Ids;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.Rooms;
import io.whispra.room.avatar.Avatars;
import io.whispra.room.pending.Drain;
import io.whispra.room.problem.Refusal;
import io.whispra.room.problem.Unavailable;
import io.whispra.room.security.Caller;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes rooms, each once: a repeat or a race finds the room that is there. */
@Component
class Founding {

    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Rooms rooms;
    private final Founders founders;
    private final Avatars avatars;
    private final Drain drain;

    Founding(Rooms rooms, Founders founders, Avatars avatars, Drain drain) {
        this.rooms = rooms;
        this.founders = founders;
        this.avatars = avatars;
        this.drain = drain;
    }

    Mono<Founded> group(Room.Founded group, Caller creator) {
        var id = id(group);
        var avatarId = group.settings().avatarId();
        var existing = rooms.ofRequest(group.clientKey());
        var people = founders.require(creator, group.people().subList(1, group.people().size()));
        var picture = avatarId == null ? Mono.<Void>empty() : avatars.claim(creator, id, avatarId);
        var room = Mono.fromSupplier(() -> Room.group(id, group, Instant.now()));
        return found(existing, people.then(picture), room);
    }

    /** A repeat of the request claims the picture for the same room: that of the first one may have been taken without our knowing. */
    private static String id(Room.Founded group) {
        return group.settings().avatarId() == null ? Ids.next() : Ids.named(group.clientKey());
    }

    Mono<Founded> ofTwo(String other, Caller creator) {
        var self = creator.id();
        if (other.equals(self)) {
            throw Refusal.field("/userId", "yourself", "A private room has two people.");
        }
        var existing = rooms.ofPair(Room.pairKey(self, other));
        var people = founders.require(creator, other);
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

    /** A room, and whether this request made it. */
    record Founded(Room room, boolean isNew) {}
}
