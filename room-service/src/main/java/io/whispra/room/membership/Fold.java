package io.whispra.room.membership;

import java.util.List;

import io.whispra.room.aggregate.Change;
import io.whispra.room.aggregate.Fact;
import io.whispra.room.aggregate.Place;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lays changes over the participants and the rooms by user. Repeats, however late, change nothing. */
@Component
public class Fold {

    /** One change brings in at most a request's participants; so many of them are written at once. */
    private static final int WRITES_AT_ONCE = 8;
    /** Those who are put out when a room ends are so many at a time. */
    private static final int STEP = 200;

    private final Participants participants;
    private final UserRooms userRooms;

    Fold(Participants participants, UserRooms userRooms) {
        this.participants = participants;
        this.userRooms = userRooms;
    }

    /** Before the log has the change. */
    public Mono<Void> apply(String roomId, Change change) {
        return Flux.fromIterable(change.facts())
                .flatMap(fact -> apply(roomId, change, fact), WRITES_AT_ONCE)
                .then();
    }

    /**
     * When the log has the change.
     *
     * @param places where its facts are in the log, in their order
     */
    public Mono<Void> settle(String roomId, Change change, List<Place> places) {
        return Flux.fromIterable(change.facts())
                .zipWithIterable(places)
                .flatMap(placed -> switch (placed.getT1()) {
                    case Fact.Added added -> participants.joined(roomId, added.userId(), change.version(),
                            placed.getT2().seq(), placed.getT2().number());
                    case Fact.Removed _,Fact.RoleSet _,Fact.Created _,Fact.Updated _,Fact.Deleted _ ->
                        Mono.<Void>empty();
                }, WRITES_AT_ONCE)
                .then();
    }

    private Mono<Void> apply(String roomId, Change change, Fact fact) {
        var version = change.version();
        return switch (fact) {
            case Fact.Added added -> participants.add(roomId, added.userId(), added.role(), change)
                    .then(userRooms.enter(added.userId(), roomId, version));
            case Fact.Removed removed -> participants.remove(roomId, removed.userId(), version)
                    .then(userRooms.leave(removed.userId(), roomId, version));
            case Fact.RoleSet set -> participants.setRole(roomId, set.userId(), set.role(), version);
            case Fact.Deleted _ -> everybodyOut(roomId, version);
            case Fact.Created _,Fact.Updated _ -> Mono.empty();
        };
    }

    private Mono<Void> everybodyOut(String roomId, long version) {
        return out(roomId, "", version).expand(last -> out(roomId, last, version)).then();
    }

    /**
     * The next ones behind `after`; gives the last of them. Nobody is out before their own list lacks the room: a crash in between leaves
     * somebody to go on with.
     */
    private Mono<String> out(String roomId, String after, long version) {
        return participants.page(roomId, after, STEP)
                .map(Participant::userId)
                .collectList()
                .filter(people -> !people.isEmpty())
                .delayUntil(people -> userRooms.leaveAll(people, roomId, version))
                .delayUntil(people -> participants.removeAll(roomId, people, version))
                .map(List::getLast);
    }
}
