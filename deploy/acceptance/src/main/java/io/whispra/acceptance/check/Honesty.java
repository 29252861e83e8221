package io.whispra.acceptance.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.whispra.acceptance.check.Evidence.Attempt;
import io.whispra.acceptance.check.Evidence.Outcome.Refused;

/**
 * I8: what cannot be done now is refused as such, and in time; a member is not refused for good. A request whose own way is broken, since the
 * process at the door stands still, cannot be answered in time by anybody.
 */
final class Honesty {

    private static final long DEADLINE = Duration.ofSeconds(10).toMillis();
    /** Reading the answer on a machine that is busy starting processes. */
    private static final long SLACK = 1_000;
    private static final Set<Integer> HONEST = Set.of(0, 200, 201, 204, 404, 429, 503);

    private final Evidence evidence;
    private final Map<String, Set<String>> staying;

    /** @param staying the people who are never removed, by room */
    Honesty(Evidence evidence, Map<String, Set<String>> staying) {
        this.evidence = evidence;
        this.staying = staying;
    }

    Verdict judge() {
        var verdict = new Verdict("I8 honest");
        for (var attempt : evidence.attempts()) {
            verdict.expect(HONEST.contains(attempt.status()),
                    () -> "neither done nor refused as it should be: %s".formatted(attempt));
            verdict.expect(isInTime(attempt), () -> "no answer within 10 s: %s".formatted(attempt));
        }
        for (var sent : evidence.sends()) {
            verdict.expect(!(sent.outcome() instanceof Refused)
                    || !staying.getOrDefault(sent.roomId(), Set.of()).contains(sent.senderId()),
                    () -> "a member was refused: %s".formatted(sent));
        }
        return verdict;
    }

    private boolean isInTime(Attempt attempt) {
        var excused = evidence.faults().stream()
                .filter(fault -> isAtTheDoor(fault.parts()) && fault.at() <= attempt.to()
                        && attempt.from() <= fault.healedAt() + SLACK)
                .mapToLong(fault -> fault.healedAt() - fault.at()).sum();
        return !attempt.hung() && attempt.to() - attempt.from() <= DEADLINE + SLACK + excused;
    }

    private static boolean isAtTheDoor(List<String> parts) {
        return parts.stream().anyMatch(part -> part.startsWith("gateway") || part.equals("balancer"));
    }
}
