package io.whispra.room.read;

import io.whispra.room.log.LogEntry;
import io.whispra.room.log.RoomLog;
import io.whispra.room.membership.Memberships;
import io.whispra.room.membership.Participants;
import io.whispra.room.membership.Seat;
import io.whispra.room.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far people have read. A marker holds the number of its entry, so that what is unread is one subtraction. */
@Component
class ReadMarkers {

    private final Memberships memberships;
    private final Participants participants;
    private final RoomLog log;

    ReadMarkers(Memberships memberships, Participants participants, RoomLog log) {
        this.memberships = memberships;
        this.participants = participants;
        this.log = log;
    }

    /** Moves somebody's marker to the entry, unless it is further already. */
    Mono<Read> read(String roomId, String userId, long seq) {
        return memberships.seat(roomId, userId)
                .filter(seat -> seq > reached(seat))
                .flatMap(seat -> number(seat, seq))
                .flatMap(number -> participants.read(roomId, userId, seq, number))
                .then(Mono.defer(() -> memberships.seat(roomId, userId)))
                .map(seat -> new Read(reached(seat), seat.participant().readNumber(), seat.unread()));
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

    /** Where the marker is, how many messages came up to it, and how many after it. */
    record Read(long lastReadSeq, long lastReadNumber, long unread) {}
}
