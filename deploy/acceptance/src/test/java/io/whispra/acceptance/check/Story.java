package io.whispra.acceptance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.whispra.acceptance.check.Device.Held;
import io.whispra.acceptance.check.Evidence.Change;
import io.whispra.acceptance.check.Evidence.Delivery;
import io.whispra.acceptance.check.Evidence.Outcome.Acknowledged;
import io.whispra.acceptance.check.Evidence.Sent;
import io.whispra.acceptance.check.Fact.Said;
import io.whispra.acceptance.check.Stored.Told;
import io.whispra.acceptance.client.Timeline;

/**
 * A room in which everything is right: Ana, its admin, and Budi stay; Wati is added, removed (seq 6) and not added again. One entry is one
 * second later than the one before.
 */
final class Story {

    static final String ROOM = "room";
    static final long REMOVAL = 6;
    private static final long SECOND = 1_000;

    final Evidence evidence = new Evidence();
    final List<Fact> log = new ArrayList<>();
    final List<Held> held = new ArrayList<>();
    final List<Told> told = new ArrayList<>();

    Story() {
        entry("room.created", "ana", "", "");
        entry("member.added", "ana", "", "ana");
        entry("member.added", "ana", "", "budi");
        entry("member.added", "ana", "", "wati");
        send("ana", "a1");
        entry("member.removed", "ana", "", "wati");
        evidence.add(new Change(ROOM, "wati", false, at(REMOVAL) - 100, at(REMOVAL) + 100));
        send("budi", "b1");
        send("ana", "a2");
        for (var person : List.of("ana", "budi")) {
            pushFrom(person, log.size());
            held.add(held(person, log));
            told.add(new Told(ROOM, person, List.copyOf(log), Reading.all(log)));
        }
        pushFrom("wati", REMOVAL);
    }

    /** From the entry that made them a member on. */
    private void pushFrom(String person, long lastSeq) {
        log.stream().dropWhile(fact -> !fact.said().about().equals(person)).filter(fact -> fact.seq() <= lastSeq)
                .forEach(fact -> push(person, fact));
    }

    static long at(long seq) {
        return seq * SECOND;
    }

    static Held held(String person, List<Fact> applied) {
        var timeline = new Timeline<Integer>(0);
        applied.forEach(fact -> timeline.offer(fact.seq(), fact.digest()));
        return new Held(person + "-phone", person, ROOM, timeline, true);
    }

    Fact entry(String kind, String actor, String clientId, String subject) {
        var seq = log.size() + 1L;
        var number = log.stream().filter(Fact::isMessage).count() + (kind.equals(Fact.MESSAGE) ? 1 : 0);
        var fact = new Fact(ROOM, seq, number, kind, actor, clientId, new Said(clientId, subject, 0), at(seq));
        log.add(fact);
        return fact;
    }

    void send(String person, String clientId) {
        var fact = entry(Fact.MESSAGE, person, clientId, "");
        evidence.add(sent(person, clientId, new Acknowledged(fact.seq()), fact.at()));
    }

    static Sent sent(String person, String clientId, Evidence.Outcome outcome, long at) {
        return new Sent(ROOM, person, clientId, Fact.MESSAGE, at, at + 10, outcome);
    }

    void push(String person, Fact fact) {
        evidence.add(new Delivery(person + "-phone", person, fact, true, fact.at(), fact.at() + 20));
    }

    void read(String person, Fact fact, long from, long to) {
        evidence.add(new Delivery(person + "-phone", person, fact, false, from, to));
    }

    List<Verdict> judged() {
        var stored = new Stored(Map.of(ROOM, List.copyOf(log)), told);
        var verdicts = new ArrayList<>(new LogLaws(evidence, stored, held).judge());
        verdicts.add(new Privacy(evidence, stored).judge());
        verdicts.add(new Honesty(evidence, Map.of(ROOM, Set.of("ana", "budi"))).judge());
        verdicts.add(new Recovery(evidence).judge());
        return verdicts;
    }

    /** The invariants that do not hold. */
    List<String> broken() {
        return judged().stream().filter(verdict -> !verdict.holds()).map(Verdict::invariant).toList();
    }
}
