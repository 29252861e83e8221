package io.whispra.acceptance.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import io.whispra.acceptance.check.Device.Held;
import io.whispra.acceptance.check.Evidence.Outcome.Acknowledged;
import io.whispra.acceptance.check.Evidence.Sent;

/** The invariants of what is stored and of what devices made of it: I1 to I5. */
final class LogLaws {

    private final Evidence evidence;
    private final Stored stored;
    private final Collection<Held> held;

    LogLaws(Evidence evidence, Stored stored, Collection<Held> held) {
        this.evidence = evidence;
        this.stored = stored;
        this.held = held;
    }

    List<Verdict> judge() {
        return List.of(durable(), once(), ordered(), complete(), real());
    }

    /** An acknowledged message is in the log, where the acknowledgement said. */
    private Verdict durable() {
        var verdict = new Verdict("I1 durable");
        for (var sent : evidence.sends()) {
            if (sent.outcome() instanceof Acknowledged(var seq)) {
                var entry = stored.entry(sent.roomId(), seq);
                verdict.expect(entry != null && entry.kind().equals(sent.kind())
                        && entry.clientId().equals(sent.clientId())
                        && entry.actor().equals(sent.senderId()), () -> "lost: %s; there is %s".formatted(sent, entry));
            }
        }
        return verdict;
    }

    /** One clientId of one person in one room is one entry. */
    private Verdict once() {
        var verdict = new Verdict("I2 once");
        stored.logs().forEach((roomId, log) -> {
            var seen = new HashSet<String>();
            log.stream().filter(fact -> !fact.clientId().isEmpty()).forEach(fact -> verdict.expect(
                    seen.add(fact.actor() + "\n" + fact.clientId()),
                    () -> "doubled in room %s: %s".formatted(roomId, fact)));
        });
        return verdict;
    }

    /** Numbers are dense, everybody has the same order, and a sender's own is kept. */
    private Verdict ordered() {
        var verdict = new Verdict("I3 ordered");
        stored.logs().forEach((roomId, log) -> dense(verdict, roomId, log));
        held.forEach(room -> agrees(verdict, room));
        var last = new HashMap<String, Long>();
        evidence.sends().stream().sorted(Comparator.comparingLong(Sent::invokedAt)).forEach(sent -> {
            if (sent.outcome() instanceof Acknowledged(var seq)) {
                var before = last.put(sent.roomId() + sent.senderId(), seq);
                verdict.expect(before == null || before < seq,
                        () -> "a sender's order: %s after %s".formatted(sent, before));
            }
        });
        return verdict;
    }

    private static void dense(Verdict verdict, String roomId, List<Fact> log) {
        var number = 0L;
        for (var n = 0; n < log.size(); n++) {
            var fact = log.get(n);
            var place = n + 1L;
            number += fact.isMessage() ? 1 : 0;
            verdict.expect(fact.seq() == place && fact.number() == number,
                    () -> "room %s at %s: %s".formatted(roomId, place, fact));
        }
    }

    private void agrees(Verdict verdict, Held room) {
        var applied = room.timeline().applied();
        for (var n = 0; n < applied.size(); n++) {
            var digest = applied.get(n);
            var seq = room.timeline().start() + n + 1;
            var entry = stored.entry(room.roomId(), seq);
            verdict.expect(entry != null && entry.digest() == digest,
                    () -> "%s applied something else at %s of room %s".formatted(room.device(), seq, room.roomId()));
        }
    }

    /** A member's device has everything up to the head; the API tells the whole log, and messages as they follow from it. */
    private Verdict complete() {
        var verdict = new Verdict("I4 complete");
        var memberships = stored.memberships();
        var devices = new HashMap<String, List<Held>>();
        held.stream().filter(Held::current)
                .forEach(room -> devices.computeIfAbsent(room.device(), _ -> new ArrayList<>()).add(room));
        memberships.forEach((roomId, people) -> people.forEach((userId, intervals) -> {
            var isIn = !intervals.isEmpty() && intervals.getLast().to() == null;
            devices.forEach((device, rooms) -> {
                if (isIn && rooms.getFirst().userId().equals(userId)) {
                    verdict.expect(isComplete(rooms, roomId),
                            () -> "%s lacks the end of room %s: %s".formatted(device, roomId,
                                    where(rooms, roomId)));
                }
            });
        }));
        stored.told().forEach(told -> verdict.expect(told.log().stream().map(Fact::digest).toList()
                .equals(stored.log(told.roomId()).stream().map(Fact::digest).toList()),
                () -> "%s is told another log of room %s: %s entries of %s".formatted(told.userId(), told.roomId(),
                        told.log().size(),
                        stored.log(told.roomId()).size())));
        stored.told().forEach(told -> verdict.expect(told.messages().equals(Reading.all(stored.log(told.roomId()))),
                () -> "%s reads other messages in room %s than its log says".formatted(told.userId(), told.roomId())));
        return verdict;
    }

    private boolean isComplete(List<Held> rooms, String roomId) {
        return rooms.stream().anyMatch(
                room -> room.roomId().equals(roomId) && room.timeline().seq() == stored.log(roomId).size());
    }

    private Map<String, Long> where(List<Held> rooms, String roomId) {
        var where = new HashMap<String, Long>(Map.of("head", (long) stored.log(roomId).size()));
        rooms.stream().filter(room -> room.roomId().equals(roomId))
                .forEach(room -> where.put("seq", room.timeline().seq()));
        return where;
    }

    /** Nothing was delivered that is not in the log, just so. */
    private Verdict real() {
        var verdict = new Verdict("I5 real");
        for (var delivery : evidence.deliveries()) {
            var fact = delivery.fact();
            var entry = stored.entry(fact.roomId(), fact.seq());
            verdict.expect(entry != null && entry.digest() == fact.digest(),
                    () -> "%s; there is %s".formatted(delivery, entry));
        }
        return verdict;
    }
}
