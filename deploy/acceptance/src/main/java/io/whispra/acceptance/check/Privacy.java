package io.whispra.acceptance.check;

import java.util.List;
import java.util.Map;

import io.whispra.acceptance.check.Evidence.Delivery;
import io.whispra.acceptance.check.Evidence.Probe;
import io.whispra.acceptance.check.Stored.Interval;

/**
 * I6: nothing of a room reaches anybody outside it. History is shared, so a member may read what was said before; what was said after a
 * removal is not for the removed, until they are in the room again.
 */
final class Privacy {

    /** An entry is stored within this time after it was judged. */
    private static final long STORED_WITHIN = 15_000;

    private final Evidence evidence;
    private final Map<String, Map<String, List<Interval>>> memberships;

    Privacy(Evidence evidence, Stored stored) {
        this.evidence = evidence;
        this.memberships = stored.memberships();
    }

    Verdict judge() {
        var verdict = new Verdict("I6 private");
        evidence.deliveries().forEach(
                delivery -> verdict.expect(isAllowed(delivery), () -> "to an outsider: %s".formatted(delivery)));
        evidence.probes().stream().filter(Probe::let).forEach(probe -> verdict.expect(
                intervals(probe.roomId(), probe.userId()).stream()
                        .anyMatch(i -> overlaps(i, probe, probe.invokedAt(), probe.settledAt())),
                () -> "an outsider was let: %s".formatted(probe)));
        evidence.probes().stream().filter(probe -> !probe.let()).forEach(_ -> verdict.expect(true, () -> ""));
        return verdict;
    }

    private boolean isAllowed(Delivery delivery) {
        var fact = delivery.fact();
        var intervals = intervals(fact.roomId(), delivery.userId());
        return delivery.pushed()
                ? intervals.stream().anyMatch(interval -> interval.contains(fact.seq()))
                : intervals.stream().anyMatch(interval -> fact.seq() <= interval.lastSeq()
                        && overlaps(interval, fact.roomId(), delivery));
    }

    private boolean overlaps(Interval interval, String roomId, Delivery delivery) {
        return overlaps(interval, new Probe(roomId, delivery.userId(), "", 0, 0, true), delivery.invokedAt(),
                delivery.at());
    }

    /** Whether somebody was a member at some moment between two times. */
    private boolean overlaps(Interval interval, Probe who, long from, long to) {
        return interval.from().at() <= to && from <= end(interval, who.roomId(), who.userId());
    }

    /** A membership is over, at the latest, when the removal was acknowledged. */
    private long end(Interval interval, String roomId, String userId) {
        var last = interval.to();
        return last == null
                ? Long.MAX_VALUE
                : evidence.changes().stream()
                        .filter(change -> !change.added() && change.roomId().equals(roomId)
                                && change.userId().equals(userId) && change.settledAt() >= last.at())
                        .mapToLong(Evidence.Change::settledAt).min().orElse(last.at() + STORED_WITHIN);
    }

    private List<Interval> intervals(String roomId, String userId) {
        return memberships.getOrDefault(roomId, Map.of()).getOrDefault(userId, List.of());
    }
}
