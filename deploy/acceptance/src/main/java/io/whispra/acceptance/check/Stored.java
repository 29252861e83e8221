package io.whispra.acceptance.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is stored after everything has healed.
 *
 * @param logs   each room's log as it lies in the database
 * @param told   what readers were told of it by the API, whole
 */
record Stored(Map<String, List<Fact>> logs, List<Told> told) {

    static final long OPEN = Long.MAX_VALUE;

    /** A log as the API gave it to one of its readers, and what the messages read by now. */
    record Told(String roomId, String userId, List<Fact> log, Map<Long, Reading> messages) {}

    /** A membership: from the entry that began it to the entry that ended it, which the member still sees. */
    record Interval(Fact from, @Nullable Fact to) {

        long lastSeq() {
            return to == null ? OPEN : to.seq();
        }

        boolean contains(long seq) {
            return from.seq() <= seq && seq <= lastSeq();
        }
    }

    List<Fact> log(String roomId) {
        return logs.getOrDefault(roomId, List.of());
    }

    @Nullable
    Fact entry(String roomId, long seq) {
        var log = log(roomId);
        return seq >= 1 && seq <= log.size() ? log.get((int) seq - 1) : null;
    }

    /** The memberships of all people, by room and person. */
    Map<String, Map<String, List<Interval>>> memberships() {
        var memberships = new HashMap<String, Map<String, List<Interval>>>();
        logs.forEach((roomId, log) -> {
            var people = memberships.computeIfAbsent(roomId, _ -> new HashMap<>());
            log.forEach(fact -> note(people, fact));
        });
        return memberships;
    }

    private static void note(Map<String, List<Interval>> people, Fact fact) {
        var intervals = people.computeIfAbsent(fact.said().about(), _ -> new ArrayList<>());
        var isIn = !intervals.isEmpty() && intervals.getLast().to() == null;
        if (fact.kind().equals("member.added") && !isIn) {
            intervals.add(new Interval(fact, null));
        } else if (fact.kind().equals("member.removed") && isIn) {
            intervals.set(intervals.size() - 1, new Interval(intervals.getLast().from(), fact));
        }
    }
}
