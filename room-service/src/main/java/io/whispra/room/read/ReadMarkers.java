package io.whispra.room.read;

import io.whispra.room.log.LogEntry;
import io.whispra.room.log.RoomLog;
import io.whispra.room.membership.Memberships;
import io.whispra.room.membership.Participants;
import io.whispra.room.membership.Seat;
import io.whispra.room.problem.Refusal;
import io.whispra.room.signal.Signal;
import io.whispra.room.signal.Signals;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far people have read. A marker holds the number of its entry, so that what is unread is one subtraction. */
@Component
class ReadMarkers {

    private final Memberships memberships;
    private final Participants participants;
    private final RoomLog log;
    private final Signals signals;
    private final ReadProperties properties;

    ReadMarkers(Memberships memberships, Participants participants, RoomLog log, Signals signals,
            ReadProperties properties) {
        this.memberships = memberships;
        this.participants = participants;
        this.log = log;
        this.signals = signals;
        this.properties = properties;
    }

    /** Moves somebody's marker to the entry, unless it is further already. */
    Mono<Read> read(String roomId, String userId, long seq) {
        return memberships.seat(roomId, userId)
                .flatMap(before -> move(before, seq)
                        .then(Mono.defer(() -> memberships.seat(roomId, userId)))
                        .doOnNext(after -> tell(before, after)))
                .map(seat -> new Read(reached(seat), seat.participant().readNumber(), seat.unread(), seat.mentions()));
    }

    private Mono<Void> move(Seat seat, long seq) {
        return Mono.just(seat)
                .filter(it -> seq > reached(it))
                .flatMap(it -> number(it, seq))
                .flatMap(number -> participants.read(seat.room().id(), seat.participant().userId(), seq, number));
    }

    private void tell(Seat before, Seat after) {
        if (reached(after) > reached(before)) {
            var room = after.room();
            var reader = after.participant();
            signals.send(new Signal.Read(room.id(), reader.userId(), reached(after), reader.readNumber(),
                    after.unread(), after.mentions(), properties.isShared(room.memberCount())));
        }
    }

    /** Clients mostly read to the end, whose number is known here. */
    private Mono<Long> number(Seat seat, long seq) {
        var head = seat.room().head();
        if (head != null && head.seq() == seq) {
            return Mono.just(head.number());
        }
        return log.entries(seat.room().id(), seq, seq)
                .flatMapIterable(entries -> entries)
                .next()
                .map(LogEntry::number)
                .switchIfEmpty(
                        Mono.error(() -> Refusal.field("/seq", "unknown", "The room has no entry " + seq + ".")));
    }

    private static long reached(Seat seat) {
        var reached = seat.participant().lastReadSeq();
        return reached == null ? 0 : reached;
    }

    /** Where the marker is, how many messages came up to it, how many after it, and how many of those speak to the reader. */
    record Read(long lastReadSeq, long lastReadNumber, long unread, int mentions) {}
}
