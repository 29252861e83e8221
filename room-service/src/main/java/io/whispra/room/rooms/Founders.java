package io.whispra.room.rooms;

import java.util.List;

import io.whispra.room.account.Accounts;
import io.whispra.room.aggregate.RoomLimits;
import io.whispra.room.aggregate.Rules;
import io.whispra.room.membership.UserRooms;
import io.whispra.room.security.Caller;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether people can be brought together in a new room: they exist, and none is in as many rooms as a person may be. */
@Component
class Founders {

    private static final int READS_AT_ONCE = 8;

    private final Accounts accounts;
    private final UserRooms userRooms;
    private final Rules rules;

    Founders(Accounts accounts, UserRooms userRooms, RoomLimits limits) {
        this.accounts = accounts;
        this.userRooms = userRooms;
        this.rules = new Rules(limits);
    }

    /** Completes if the caller and these others can. */
    Mono<Void> require(Caller caller, List<String> others) {
        return accounts.requireAll(others, caller).then(requireRoomLeft(caller.id(), others));
    }

    /** The same for one other person, who is asked for by their id. */
    Mono<Void> require(Caller caller, String other) {
        return accounts.require(other, caller).then(requireRoomLeft(caller.id(), List.of(other)));
    }

    private Mono<Void> requireRoomLeft(String caller, List<String> others) {
        return Flux.fromIterable(others)
                .startWith(caller)
                .flatMap(userRooms::of, READS_AT_ONCE)
                .doOnNext(ids -> rules.requireRoomLeft(ids.size()))
                .then();
    }
}
