package io.whispra.gateway.hub;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The moment between the question to the message service and the subscription, in every interleaving that matters. */
class JoiningTest {

    private final HubFixture hub = new HubFixture();

    @Test
    void nothingIsMissedThatCameBeforeTheFirstListenerOfARoom() {
        var anna = hub.member("anna");
        var ticket = hub.hub().ticket();
        hub.publish(11, 12);

        anna.join(ticket, 1, 10);
        anna.open();
        hub.publish(13);

        assertThat(anna.got()).containsExactly(11L, 12L, 13L);
    }

    @Test
    void nothingIsMissedThatOthersGotInTheMeantime() {
        var ben = hub.joined("ben", 1, 10);
        var anna = hub.member("anna");
        var ticket = hub.hub().ticket();
        hub.publish(11, 12);

        anna.join(ticket, 1, 10);
        anna.open();
        hub.publish(13);

        assertThat(ben.got()).containsExactly(11L, 12L, 13L);
        assertThat(anna.got()).containsExactly(11L, 12L, 13L);
    }

    @Test
    void nothingIsMissedWhenKafkaIsBehindTheAnswer() {
        hub.joined("ben", 1, 10);
        var anna = hub.joined("anna", 1, 12);

        hub.publish(11, 12, 13);

        assertThat(anna.got()).as("the first two she knows; her rules ignore them").containsExactly(11L, 12L, 13L);
    }

    @Test
    void theFirstListenerGetsNothingThatTheAnswerKnew() {
        var anna = hub.joined("anna", 1, 12);

        hub.publish(11, 12, 13);

        assertThat(anna.got()).containsExactly(13L);
    }

    @Test
    void nothingIsMissedWhenRecordsThatCameMeanwhileHaveAGap() {
        hub.append(1, 13);
        var anna = hub.member("anna");
        var ticket = hub.hub().ticket();
        hub.publish(13, 11);

        anna.join(ticket, 1, 10);
        anna.open();

        assertThat(anna.got()).containsExactly(11L, 12L, 13L);
    }

    @Test
    void nothingIsMissedWhenTheRoomWasDroppedWhileEntriesWereHeld() {
        hub.append(1, 12);
        hub.fail(true);
        var ben = hub.joined("ben", 1, 10);
        var anna = hub.member("anna");
        var ticket = hub.hub().ticket();
        hub.publish(12);
        ben.leave();
        hub.publish(11);

        anna.join(ticket, 1, 10);
        anna.open();

        assertThat(anna.got()).containsExactly(11L, 12L);
    }

    @Test
    void everyPointOfJoiningSeesEveryLaterEntryOnce() {
        for (var head = 1L; head <= 20; head++) {
            for (var published = head; published <= 20; published++) {
                var flow = new HubFixture();
                flow.append(1, 25);
                flow.joined("ben", 1, 0);
                LongStream.rangeClosed(1, head).forEach(flow::publish);
                var anna = flow.member("anna");
                var ticket = flow.hub().ticket();
                LongStream.rangeClosed(head + 1, published).forEach(flow::publish);

                anna.join(ticket, 1, head);
                anna.open();
                LongStream.rangeClosed(published + 1, 25).forEach(flow::publish);

                assertThat(anna.got()).as("head %s, published %s", head, published)
                        .containsExactlyElementsOf(LongStream.rangeClosed(head + 1, 25).boxed().toList());
            }
        }
    }

    @Test
    void whoAskedTooLongAgoIsToldToAskAgain() {
        var forgetful = new HubFixture("recent-entries=3");
        var anna = forgetful.member("anna");
        var ticket = forgetful.hub().ticket();
        forgetful.publish(11, 12, 13, 14);

        assertThat(anna.join(ticket, 1, 10)).isFalse();
        assertThat(anna.join(forgetful.hub().ticket(), 1, 14)).isTrue();
    }

    @Test
    void joiningAgainChangesNothing() {
        var anna = hub.joined("anna", 1, 10);
        hub.publish(11);

        anna.join(hub.hub().ticket(), 1, 11);
        hub.publish(12);

        assertThat(anna.got()).containsExactly(11L, 12L);
    }

    @Test
    void eventsWaitForTheEventThatOpens() {
        var anna = hub.member("anna");
        anna.join(hub.hub().ticket(), 1, 10);
        hub.publish(11);
        assertThat(anna.client().events()).isEmpty();

        anna.open();
        hub.publish(12);

        assertThat(anna.client().lines()).containsExactly("ready ", "room.event 11", "room.event 12");
    }

    @Test
    void whoCannotTakeWhatWaitsIsToldToSync() {
        var impatient = new HubFixture("waiting-events=2");
        var anna = impatient.member("anna");
        anna.join(impatient.hub().ticket(), 1, 10);
        impatient.publish(11, 12, 13);

        anna.open();
        impatient.publish(14);

        assertThat(anna.client().lines()).containsExactly("ready ", "resync too-much-at-once", "room.event 14");
    }

    @Test
    void whoIsGoneBeforeTheAnswerIsNotSubscribed() {
        var anna = hub.member("anna");
        var ticket = hub.hub().ticket();
        anna.leave();

        anna.join(ticket, 1, 10);
        anna.open();
        hub.publish(11);

        assertThat(anna.got()).isEmpty();
    }

    @Test
    void entriesUpToTheBeginningOfTheMembershipAreIgnored() {
        hub.joined("ben", 1, 10);
        var anna = hub.joined("anna", 12, 12);

        hub.publish(11, 12, 13);

        assertThat(anna.got()).containsExactly(13L);
    }
}
