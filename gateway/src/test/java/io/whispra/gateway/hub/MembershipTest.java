package io.whispra.gateway.hub;

import java.time.Duration;

import io.whispra.gateway.socket.Event;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static io.whispra.gateway.hub.HubFixture.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

class MembershipTest {

    private final HubFixture hub = new HubFixture();

    @Test
    void t30RemovedMemberGetsTheRemovalAndNothingAfterIt() {
        var anna = hub.joined("anna", 1, 10);
        var ben = hub.joined("ben", 1, 10);

        hub.publish(11);
        hub.publish(HubFixture.entry(ROOM, 12, "member.removed", "anna"));
        hub.publish(13, 14);

        assertThat(anna.client().lines())
                .containsExactly("ready ", "room.event 11", "room.event 12", "room.removed 12");
        assertThat(ben.got()).containsExactly(11L, 12L, 13L, 14L);
        assertThat(ben.client().data("room.removed")).isEmpty();
    }

    @Test
    void t30RemovalIsExactWhenRecordsComeInTheWrongOrder() {
        hub.append(1, 11);
        hub.append(HubFixture.entry(ROOM, 12, "member.removed", "anna"));
        hub.append(13, 14);
        var anna = hub.joined("anna", 1, 10);
        var ben = hub.joined("ben", 1, 10);

        hub.publish(14, 13);

        assertThat(anna.got()).containsExactly(11L, 12L);
        assertThat(ben.got()).containsExactly(11L, 12L, 13L, 14L);
    }

    @Test
    void t30AllClientsOfARemovedUserAreRemoved() {
        var phone = hub.joined("anna", 1, 10);
        var desktop = hub.joined("anna", 1, 10);

        hub.publish(HubFixture.entry(ROOM, 11, "member.removed", "anna"));
        hub.publish(12);

        assertThat(phone.client().data("room.removed")).hasSize(1);
        assertThat(desktop.client().data("room.removed")).hasSize(1);
        assertThat(phone.got()).containsExactly(11L);
        assertThat(desktop.got()).containsExactly(11L);
    }

    @Test
    void t30WhoIsRemovedWhileJoiningGetsNothingAfterTheRemoval() {
        hub.joined("ben", 1, 10);
        var anna = hub.member("anna");
        var ticket = hub.hub().ticket();
        hub.publish(11);
        hub.publish(HubFixture.entry(ROOM, 12, "member.removed", "anna"));
        hub.publish(13);

        anna.join(ticket, 1, 10);
        anna.open();
        hub.publish(14);

        assertThat(anna.client().lines())
                .containsExactly("ready ", "room.event 11", "room.event 12", "room.removed 12");
    }

    @Test
    void t30WhoIsRemovedWhileJoiningARoomWithoutListenersGetsNothingAfterTheRemoval() {
        var anna = hub.member("anna");
        var ticket = hub.hub().ticket();
        hub.publish(HubFixture.entry(ROOM, 11, "member.removed", "anna"));
        hub.publish(12);

        anna.join(ticket, 1, 10);
        anna.open();
        hub.publish(13);

        assertThat(anna.got()).containsExactly(11L);
    }

    @Test
    void anEarlierRemovalDoesNotEndALaterMembership() {
        hub.joined("ben", 1, 10);
        var anna = hub.joined("anna", 12, 12);

        hub.publish(HubFixture.entry(ROOM, 11, "member.removed", "anna"));
        hub.publish(HubFixture.entry(ROOM, 12, "member.added", "anna"));
        hub.publish(13);

        assertThat(anna.got()).containsExactly(13L);
        assertThat(hub.additions()).isEmpty();
    }

    @Test
    void whoIsAddedToARoomWithListenersIsReported() {
        hub.joined("ben", 1, 10);
        hub.member("anna");

        var added = HubFixture.entry(ROOM, 11, "member.added", "anna");
        hub.publish(added);

        assertThat(hub.additions()).containsExactly(added);
    }

    @Test
    void whoIsAddedToARoomWithoutListenersIsReported() {
        hub.member("anna");

        hub.publish(HubFixture.entry(ROOM, 2, "member.added", "anna"));

        assertThat(hub.additions()).hasSize(1);
    }

    @Test
    void whoIsNotConnectedIsNotReported() {
        hub.joined("ben", 1, 10);
        hub.member("anna").leave();

        hub.publish(HubFixture.entry(ROOM, 11, "member.added", "anna"));

        assertThat(hub.additions()).isEmpty();
    }

    @Test
    void anAdditionThatWasHeldWhenTheRoomLostItsListenersIsReported() {
        hub.append(1, 12);
        hub.fail(true);
        var anna = hub.joined("anna", 1, 10);
        hub.publish(HubFixture.entry(ROOM, 13, "member.added", "anna"));
        assertThat(hub.additions()).isEmpty();

        hub.publish(HubFixture.entry(ROOM, 11, "member.removed", "anna"));

        assertThat(anna.client().data("room.removed")).hasSize(1);
        assertThat(hub.additions()).hasSize(1);
    }

    @Test
    void theIntroductionComesBeforeTheFirstEntryAndOnlyOnce() {
        var anna = hub.member("anna");
        anna.open();
        hub.joined("ben", 1, 10);
        var ticket = hub.hub().ticket();
        hub.publish(HubFixture.entry(ROOM, 11, "member.added", "anna"));
        hub.publish(12);
        var added = Event.of("room.added", new byte[0]);

        run(hub.hub().join(anna.listener(), ticket, new Membership(ROOM, 11, 11, 1), added));
        run(hub.hub().join(anna.listener(), ticket, new Membership(ROOM, 11, 11, 1), added));
        hub.publish(13);

        assertThat(anna.client().lines())
                .containsExactly("ready ", "room.added ", "room.event 12", "room.event 13");
    }

    @Test
    void whoIsRemovedAndAddedAgainGoesOnFromTheAddition() {
        var anna = hub.joined("anna", 1, 10);
        hub.publish(HubFixture.entry(ROOM, 11, "member.removed", "anna"));
        hub.publish(12);
        var ticket = hub.hub().ticket();
        hub.publish(HubFixture.entry(ROOM, 13, "member.added", "anna"));
        assertThat(hub.additions()).hasSize(1);

        anna.join(ticket, 13, 13);
        hub.publish(14);

        assertThat(anna.got()).containsExactly(11L, 14L);
    }

    private void run(Mono<Boolean> join) {
        join.subscribe();
        hub.pass(Duration.ZERO);
    }
}
