package io.whispra.acceptance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.whispra.acceptance.check.Evidence.Attempt;
import io.whispra.acceptance.check.Evidence.Broken;
import io.whispra.acceptance.check.Evidence.Delivery;
import io.whispra.acceptance.check.Evidence.Outcome.Acknowledged;
import io.whispra.acceptance.check.Evidence.Outcome.Refused;
import io.whispra.acceptance.check.Evidence.Outcome.Unknown;
import io.whispra.acceptance.check.Evidence.Probe;
import io.whispra.acceptance.check.Fact.Said;
import io.whispra.acceptance.check.Stored.Told;
import org.junit.jupiter.api.Test;

import static io.whispra.acceptance.check.Story.ROOM;
import static io.whispra.acceptance.check.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

class InvariantsTest {

    private final Story story = new Story();

    @Test
    void everythingHoldsWhereNothingIsWrong() {
        assertThat(story.broken()).isEmpty();
        assertThat(story.judged()).filteredOn(verdict -> !verdict.invariant().startsWith("I8")
                && !verdict.invariant().startsWith("I9")).allMatch(verdict -> verdict.examined() > 0);
    }

    @Test
    void anAcknowledgedMessageThatIsNotStoredIsLost() {
        story.evidence.add(Story.sent("budi", "b2", new Acknowledged(9), at(9)));
        assertThat(story.broken()).containsExactly("I1 durable");
    }

    @Test
    void anAcknowledgementThatNamesAnothersEntryIsALoss() {
        story.evidence.add(Story.sent("budi", "b2", new Acknowledged(8), at(9)));
        assertThat(story.broken()).containsExactly("I1 durable");
    }

    @Test
    void aMessageOfUnknownOutcomeMayBeStoredOrNot() {
        story.evidence.add(Story.sent("budi", "b2", new Unknown(), at(9)));
        assertThat(story.broken()).isEmpty();
    }

    @Test
    void twoEntriesOfOneClientIdAreADouble() {
        story.entry(Fact.MESSAGE, "budi", "b1", "");
        assertThat(story.broken()).contains("I2 once");
    }

    @Test
    void aNumberThatIsSkippedIsNoticed() {
        story.log.remove(5);
        assertThat(story.broken()).contains("I3 ordered");
    }

    @Test
    void aDeviceThatAppliedSomethingElseIsNoticed() {
        var other = new ArrayList<>(story.log);
        var last = other.removeLast();
        other.add(new Fact(ROOM, last.seq(), last.number(), last.kind(), last.actor(), "a3", last.said(), last.at()));
        story.held.set(0, Story.held("ana", other));
        assertThat(story.broken()).containsExactly("I3 ordered");
    }

    @Test
    void aSendersOwnOrderIsKept() {
        story.evidence.add(Story.sent("ana", "a1", new Acknowledged(5), at(9)));
        assertThat(story.broken()).containsExactly("I3 ordered");
    }

    @Test
    void aMembersDeviceThatLacksTheEndIsNoticed() {
        story.held.set(1, Story.held("budi", story.log.subList(0, 7)));
        assertThat(story.broken()).containsExactly("I4 complete");
    }

    @Test
    void aReaderWhoIsToldLessIsNoticed() {
        story.told.add(new Told(ROOM, "budi", story.log.subList(0, 7), Reading.all(story.log)));
        assertThat(story.broken()).containsExactly("I4 complete");
    }

    @Test
    void aMessageThatReadsOtherwiseThanItsLogSaysIsNoticed() {
        var log = new ArrayList<>(story.log);
        var readings = Reading.all(log);
        assertThat(readings.get(5L)).isEqualTo(new Reading("a1", Map.of()));
        story.told.add(new Told(ROOM, "budi", log, readings));
        assertThat(story.broken()).isEmpty();
        log.add(new Fact(ROOM, 9, 3, "edit", "ana", "e1", new Said("better", "", 5), at(9)));
        log.add(new Fact(ROOM, 10, 3, "reaction.added", "budi", "r1", new Said("+", "", 5), at(10)));
        assertThat(Reading.all(log).get(5L)).isEqualTo(new Reading("better", Map.of("+", List.of("budi"))));
        story.told.add(new Told(ROOM, "budi", story.log, Reading.all(log)));
        assertThat(story.broken()).containsExactly("I4 complete");
    }

    @Test
    void aDeliveryOfWhatIsNotStoredIsNoticed() {
        var phantom = new Fact(ROOM, 9, 4, Fact.MESSAGE, "ana", "a9", new Said("a9", "", 0), at(9));
        story.push("budi", phantom);
        assertThat(story.broken()).containsExactly("I5 real");
    }

    @Test
    void whatIsPushedToTheRemovedAfterTheRemovalIsALeak() {
        story.push("wati", story.log.get(6));
        assertThat(story.broken()).containsExactly("I6 private");
    }

    @Test
    void whatTheRemovedReadLaterIsALeakEvenIfItIsOld() {
        story.read("wati", story.log.get(4), at(8), at(8) + 50);
        assertThat(story.broken()).containsExactly("I6 private");
    }

    @Test
    void whatTheRemovedAskedForBeforeTheRemovalWasAcknowledgedIsTheirs() {
        story.read("wati", story.log.get(4), at(6) + 50, at(8));
        assertThat(story.broken()).isEmpty();
    }

    @Test
    void whoIsAddedAgainReadsWhatWasSaidMeanwhileButIsNotPushedIt() {
        var again = story.entry("member.added", "ana", "", "wati");
        story.told.clear();
        story.held.clear();
        story.read("wati", story.log.get(6), again.at() + 10, again.at() + 20);
        assertThat(story.broken()).isEmpty();
        story.push("wati", story.log.get(6));
        assertThat(story.broken()).containsExactly("I6 private");
    }

    @Test
    void anythingThatReachesAnOutsiderIsALeak() {
        story.evidence.add(new Delivery("eve-phone", "eve", story.log.get(4), false, at(5), at(5)));
        assertThat(story.broken()).containsExactly("I6 private");
    }

    @Test
    void anOutsiderWhoIsLetIsNoticed() {
        story.evidence.add(new Probe(ROOM, "wati", "POST", at(8), at(8) + 5, false));
        assertThat(story.broken()).isEmpty();
        story.evidence.add(new Probe(ROOM, "wati", "POST", at(8), at(8) + 5, true));
        assertThat(story.broken()).containsExactly("I6 private");
    }

    @Test
    void anAnswerThatIsNeitherDoneNorRefusedIsDishonest() {
        story.evidence.add(new Attempt("POST message", at(7), at(7) + 5, 500, false));
        assertThat(story.broken()).containsExactly("I8 honest");
    }

    @Test
    void anAnswerThatTakesTooLongIsDishonestUnlessTheDoorStoodStill() {
        story.evidence.add(new Attempt("message.send", at(7), at(19), 200, false));
        assertThat(story.broken()).containsExactly("I8 honest");
        story.evidence.add(new Broken("pause gateway", List.of("gateway"), at(8), at(11)));
        assertThat(story.broken()).isEmpty();
    }

    @Test
    void aMemberWhoIsRefusedForGoodIsNoticed() {
        story.evidence.add(Story.sent("wati", "w1", new Refused(404, "room-not-found"), at(8)));
        assertThat(story.broken()).isEmpty();
        story.evidence.add(Story.sent("budi", "b2", new Refused(404, "room-not-found"), at(8)));
        assertThat(story.broken()).containsExactly("I8 honest");
    }

    @Test
    void aRoomThatStandsStillTooLongAfterAFaultIsNoticed() {
        story.evidence.add(new Broken("kill message-service", List.of("message-service"), at(8) + 100, at(8) + 100));
        assertThat(story.broken()).isEmpty();
        var late = story.entry(Fact.MESSAGE, "budi", "b9", "");
        story.told.clear();
        story.held.clear();
        story.evidence.add(Story.sent("budi", "b9", new Acknowledged(late.seq()), at(48)));
        assertThat(story.broken()).containsExactly("I9 recovers");
    }
}
