package io.whispra.room.pending;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

import io.whispra.room.aggregate.Change;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.Rooms;
import io.whispra.room.log.RoomLog;
import io.whispra.room.membership.Fold;
import io.whispra.room.problem.Unavailable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Takes what is pending to the participants and to the log, the oldest first, each after its predecessors are acknowledged.
 * Any number of instances may do so at once: every step absorbs repeats.
 */
@Component
public class Drain {

    private final Rooms rooms;
    private final Fold fold;
    private final RoomLog log;
    private final PendingProperties properties;
    private final Map<String, Mono<Long>> underWay = new ConcurrentHashMap<>();

    Drain(Rooms rooms, Fold fold, RoomLog log, PendingProperties properties) {
        this.rooms = rooms;
        this.fold = fold;
        this.log = log;
        this.properties = properties;
    }

    /** Completes when the log has the room up to this version; {@link Unavailable} if it does not get there in time. */
    public Mono<Void> upTo(String roomId, long version) {
        return pass(roomId)
                .filter(paid -> paid < version)
                .flatMap(_ -> Mono.<Void>error(PassedTooEarly::new))
                .retryWhen(Retry.indefinitely().filter(PassedTooEarly.class::isInstance))
                .timeout(properties.timeout())
                .onErrorMap(TimeoutException.class, e -> new Unavailable("the log has version " + version, e));
    }

    /**
     * One pass over what is pending now; gives the version up to which nothing is pending any more. Whoever asks while it is
     * under way waits for the same one.
     */
    Mono<Long> pass(String roomId) {
        return Mono.defer(() -> underWay.computeIfAbsent(roomId, this::newPass));
    }

    /**
     * Cached, so that a caller who goes away does not stop it for the others; and no longer under way before anybody hears of
     * its end, so that whoever came too late for it begins another.
     */
    private Mono<Long> newPass(String roomId) {
        return rooms.find(roomId)
                .flatMap(room -> Flux.fromIterable(room.pending())
                        .concatMap(change -> pay(room, change))
                        .then(Mono.just(room.version())))
                .doOnSuccess(_ -> underWay.remove(roomId))
                .doOnError(_ -> underWay.remove(roomId))
                .cache();
    }

    private Mono<Void> pay(Room room, Change change) {
        return fold.apply(room.id(), change)
                .then(log.append(room.id(), change))
                .flatMap(places -> fold.settle(room.id(), change, places))
                .then(rooms.acknowledge(room.id(), change.version()));
    }

    /** The pass that this request joined had begun before its change was written. */
    private static final class PassedTooEarly extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PassedTooEarly() {
            super("the change is still pending", null, false, false);
        }
    }
}
