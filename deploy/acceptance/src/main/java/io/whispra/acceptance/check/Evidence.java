package io.whispra.acceptance.check;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Everything that happened, as those saw it to whom it happened. Times are milliseconds since 1970 on the clock that all processes of this
 * machine share.
 */
final class Evidence {

    /** How something that was asked for ended. */
    sealed interface Outcome {

        /** It is in the log under this seq. */
        record Acknowledged(long seq) implements Outcome {}

        /** It is not in the log, and never will be. */
        record Refused(int status, String code) implements Outcome {}

        /** It is in the log, or not, or not yet. */
        record Unknown() implements Outcome {}
    }

    /** One entry that somebody wanted, from the first attempt to the last. */
    record Sent(String roomId, String senderId, String clientId, String kind, long invokedAt, long settledAt,
            Outcome outcome) {}

    /** One request and how long its answer took; the status is 0 if there was none. */
    record Attempt(String what, long from, long to, int status, boolean hung) {}

    /** An entry that reached a device: pushed, or in the answer to something that was asked at `invokedAt`. */
    record Delivery(String device, String userId, Fact fact, boolean pushed, long invokedAt, long at) {}

    /** A person was added to a room or removed from it: asked for at the one time, answered as done at the other. */
    record Change(String roomId, String userId, boolean added, long invokedAt, long settledAt) {}

    /** Somebody tried what only members may. */
    record Probe(String roomId, String userId, String what, long invokedAt, long settledAt, boolean let) {}

    /** A fault, from its beginning until what was broken could work again. */
    record Broken(String what, List<String> parts, long at, long healedAt) {}

    private final Queue<Sent> sends = new ConcurrentLinkedQueue<>();
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final Queue<Probe> probes = new ConcurrentLinkedQueue<>();
    private final Queue<Broken> faults = new ConcurrentLinkedQueue<>();
    private final Queue<String> oddities = new ConcurrentLinkedQueue<>();

    void add(Sent sent) {
        sends.add(sent);
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    void add(Delivery delivery) {
        deliveries.add(delivery);
    }

    void add(Change change) {
        changes.add(change);
    }

    void add(Probe probe) {
        probes.add(probe);
    }

    void add(Broken fault) {
        faults.add(fault);
    }

    /** Something that no rule forbids and that nobody expects. */
    void odd(String what) {
        oddities.add(what);
    }

    Collection<Sent> sends() {
        return sends;
    }

    Collection<Attempt> attempts() {
        return attempts;
    }

    Collection<Delivery> deliveries() {
        return deliveries;
    }

    Collection<Change> changes() {
        return changes;
    }

    Collection<Probe> probes() {
        return probes;
    }

    Collection<Broken> faults() {
        return faults;
    }

    Collection<String> oddities() {
        return oddities;
    }
}
