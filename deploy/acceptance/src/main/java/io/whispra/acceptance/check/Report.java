package io.whispra.acceptance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.whispra.acceptance.check.Evidence.Outcome;

/**
 * What a check found.
 *
 * @param longest recovery by what broke: how often, longest until a message was acknowledged, longest until one was delivered (ms)
 * @param most    the largest footprint of each part
 */
record Report(Settings settings, Evidence evidence, List<Verdict> verdicts, Map<String, long[]> longest,
        Map<String, Footprints.Footprint> most, long tookMs) {

    private static final int SHOWN = 10;
    /** Nothing in n trials: with 95 % confidence the rate is below 3/n (Hanley and Lippman-Hand, JAMA 1983). */
    private static final double RULE_OF_THREE = 3;

    boolean holds() {
        return verdicts.stream().allMatch(Verdict::holds);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("checked for %s s with seed %s: %s gateways, %s message services, %s people in %s rooms".formatted(
                settings.time().toSeconds(), settings.seed(), settings.gateways(), settings.messageServices(),
                settings.people(), settings.rooms()));
        lines.add("messages   %s".formatted(outcomes()));
        lines.add("requests   %s; answered with %s".formatted(evidence.attempts().size(), statuses()));
        lines.add("deliveries %s, %s of them asked for; %s".formatted(evidence.deliveries().size(),
                evidence.deliveries().stream().filter(delivery -> !delivery.pushed()).count(), latencies()));
        lines.add("members    %s times added or removed; %s trials of outsiders".formatted(evidence.changes().size(),
                evidence.probes().size()));
        faults(lines);
        most.forEach(
                (part, taken) -> lines.add("  at most   %-20s %4d MiB, %3d threads, %4d descriptors".formatted(part,
                        taken.memory(), taken.threads(), taken.descriptors())));
        evidence.oddities().stream().collect(Collectors.groupingBy(odd -> odd, Collectors.counting())).entrySet()
                .stream()
                .limit(SHOWN)
                .forEach(odd -> lines.add("  odd       %s (%s times)".formatted(odd.getKey(), odd.getValue())));
        for (var verdict : verdicts) {
            lines.add("%-12s %s violations in %s".formatted(verdict.invariant(), verdict.violations().size(),
                    verdict.examined()));
            verdict.violations().stream().limit(SHOWN).forEach(violation -> lines.add("  VIOLATED  " + violation));
        }
        lines.add(conclusion());
        return lines;
    }

    private void faults(List<String> lines) {
        lines.add("faults     %s, %s processes killed; longest until every room went on, since it could:"
                .formatted(evidence.faults().size(), kills()));
        longest.forEach((what, most) -> lines.add("  %3d ×     %-52s acknowledged %6.1f s, delivered %6.1f s".formatted(
                most[0], what, most[1] / 1e3, most[2] / 1e3)));
    }

    private String conclusion() {
        if (!holds()) {
            return "FAILED: " + verdicts.stream().filter(verdict -> !verdict.holds()).map(Verdict::invariant)
                    .collect(Collectors.joining(", "));
        }
        var kills = kills();
        return kills == 0
                ? "everything held"
                : String.format(Locale.ROOT,
                        "everything held through %d kills: with 95 %% confidence fewer than %.1f %% of kills lose, double or reorder anything",
                        kills, 100 * RULE_OF_THREE / kills);
    }

    private long kills() {
        return evidence.faults().stream().filter(fault -> fault.what().startsWith("kill"))
                .mapToLong(fault -> fault.parts().size()).sum();
    }

    private Map<String, Long> outcomes() {
        return evidence.sends().stream().collect(Collectors.groupingBy(sent -> switch (sent.outcome()) {
            case Outcome.Acknowledged _ -> "acknowledged";
            case Outcome.Refused _ -> "refused";
            case Outcome.Unknown _ -> "unknown";
        }, TreeMap::new, Collectors.counting()));
    }

    private Map<Integer, Long> statuses() {
        return evidence.attempts().stream().collect(
                Collectors.groupingBy(Evidence.Attempt::status, TreeMap::new, Collectors.counting()));
    }

    private String latencies() {
        var times = evidence.attempts().stream().filter(attempt -> attempt.status() == 200 || attempt.status() == 201)
                .mapToLong(attempt -> attempt.to() - attempt.from()).sorted().toArray();
        return times.length == 0
                ? "no answers"
                : "answers in %s ms (median), %s ms (99 of 100), %s ms (all)".formatted(times[times.length / 2],
                        times[(int) (times.length * 0.99)], times[times.length - 1]);
    }
}
