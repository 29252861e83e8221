package io.whispra.acceptance.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.whispra.acceptance.check.Evidence.Broken;
import io.whispra.acceptance.check.Evidence.Outcome.Acknowledged;
import io.whispra.acceptance.check.Evidence.Sent;

/** I9: how long it takes after a fault until every room has an acknowledged message again, and until one is delivered. */
final class Recovery {

    private static final long AT_MOST = 30_000;

    private final Evidence evidence;
    private final Map<String, List<Sent>> acknowledged = new HashMap<>();
    private final Map<String, Long> firstDelivered = new HashMap<>();

    /** The longest of any room after one fault, in milliseconds since it could work again; -1 if there was no message any more. */
    record Took(Broken fault, long acknowledgement, long delivery) {}

    Recovery(Evidence evidence) {
        this.evidence = evidence;
        evidence.sends().stream().filter(sent -> sent.outcome() instanceof Acknowledged)
                .sorted(Comparator.comparingLong(Sent::settledAt))
                .forEach(sent -> acknowledged.computeIfAbsent(sent.roomId(), _ -> new ArrayList<>()).add(sent));
        evidence.deliveries().forEach(delivery -> firstDelivered.merge(
                key(delivery.fact().roomId(), delivery.fact().clientId()), delivery.at(), Math::min));
    }

    Verdict judge() {
        var verdict = new Verdict("I9 recovers");
        for (var took : all()) {
            verdict.expect(took.acknowledgement <= AT_MOST && took.delivery <= AT_MOST,
                    () -> "too slow: %s".formatted(took));
        }
        return verdict;
    }

    List<Took> all() {
        return evidence.faults().stream().map(this::after).toList();
    }

    /** By what broke: the longest. */
    Map<String, long[]> longest() {
        var longest = new TreeMap<String, long[]>();
        for (var took : all()) {
            var most = longest.computeIfAbsent(took.fault.what(), _ -> new long[3]);
            most[0]++;
            most[1] = Math.max(most[1], took.acknowledgement);
            most[2] = Math.max(most[2], took.delivery);
        }
        return longest;
    }

    private Took after(Broken fault) {
        var acks = -1L;
        var deliveries = -1L;
        for (var sends : acknowledged.values()) {
            var next = sends.stream().filter(sent -> sent.settledAt() >= fault.healedAt()
                    && sent.invokedAt() >= fault.at()).toList();
            if (!next.isEmpty()) {
                acks = Math.max(acks, next.getFirst().settledAt() - fault.healedAt());
                deliveries = Math.max(deliveries, next.stream()
                        .mapToLong(sent -> firstDelivered.getOrDefault(key(sent.roomId(), sent.clientId()),
                                Long.MAX_VALUE))
                        .filter(at -> at >= fault.healedAt())
                        .min().orElse(fault.healedAt()) - fault.healedAt());
            }
        }
        return new Took(fault, acks, deliveries);
    }

    private static String key(String roomId, String clientId) {
        return roomId + "\n" + clientId;
    }
}
