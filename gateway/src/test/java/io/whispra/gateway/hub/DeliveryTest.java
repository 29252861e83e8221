package io.whispra.gateway.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import io.whispra.gateway.hub.HubFixture.Member;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryTest {

    private final HubFixture hub = new HubFixture();

    @Test
    void entriesArriveInOrder() {
        var anna = hub.joined("anna", 1, 10);

        hub.publish(11, 12, 13);

        assertThat(anna.got()).containsExactly(11L, 12L, 13L);
        assertThat(hub.fetches()).isEmpty();
    }

    @Test
    void swappedRecordsArriveInOrder() {
        hub.append(1, 13);
        hub.fail(true);
        var anna = hub.joined("anna", 1, 10);

        hub.publish(12, 13, 11);

        assertThat(anna.got()).containsExactly(11L, 12L, 13L);
    }

    @Test
    void t62RecordsThatAreReplayedAreDropped() {
        var anna = hub.joined("anna", 1, 10);
        hub.publish(11, 12);

        hub.publish(9, 10, 11, 12, 11);

        assertThat(anna.got()).containsExactly(11L, 12L);
    }

    @Test
    void f18AnyOrderAndAnyRepetitionOfRecordsIsDeliveredOnceAndInOrder() {
        hub.append(1, 300);
        var random = new Random(7);
        var anna = hub.joined("anna", 1, 10);
        var records = new ArrayList<>(LongStream.rangeClosed(5, 300).boxed().toList());
        records.addAll(LongStream.rangeClosed(50, 200).boxed().toList());
        Collections.shuffle(records, random);

        records.forEach(hub::publish);

        assertThat(anna.got()).containsExactlyElementsOf(LongStream.rangeClosed(11, 300).boxed().toList());
    }

    @Test
    void missingEntriesAreFetchedFromTheMessageService() {
        hub.append(1, 15);
        var anna = hub.joined("anna", 1, 10);

        hub.publish(15);

        assertThat(anna.got()).containsExactly(11L, 12L, 13L, 14L, 15L);
        assertThat(hub.fetches()).containsExactly("11-15");
    }

    @Test
    void aLongGapIsFetchedPageByPage() {
        var paged = new HubFixture("gap-page=4", "held=1");
        paged.append(1, 21);
        var anna = paged.joined("anna", 1, 10);

        paged.publish(21);

        assertThat(anna.got()).containsExactlyElementsOf(LongStream.rangeClosed(11, 21).boxed().toList());
        assertThat(paged.fetches()).containsExactly("11-14", "15-18", "19-21");
    }

    @Test
    void heldEntriesAreBoundedAndWhatWasNotHeldIsFetched() {
        var small = new HubFixture("held=3");
        small.append(1, 30);
        small.fail(true);
        var anna = small.joined("anna", 1, 10);
        for (var seq = 12; seq <= 30; seq++) {
            small.publish(seq);
        }

        small.publish(11);
        assertThat(anna.got()).containsExactly(11L, 12L, 13L, 14L);

        small.fail(false);
        small.pass(Duration.ofSeconds(1));
        assertThat(anna.got()).containsExactlyElementsOf(LongStream.rangeClosed(11, 30).boxed().toList());
    }

    @Test
    void heldEntriesAreBoundedInBytesToo() {
        var order = new Order(10, HubFixture.properties("held-bytes=6B"));
        LongStream.of(15, 14, 13, 12).mapToObj(HubFixture::message).forEach(order::offer);

        assertThat(order.held()).extracting(Entry::seq).containsExactly(12L, 13L, 14L);
    }

    @Test
    void listenersAreToldToSyncOnceWhenAGapStaysForFiveSeconds() {
        hub.append(1, 12);
        hub.fail(true);
        var anna = hub.joined("anna", 1, 10);
        hub.publish(12);

        hub.pass(Duration.ofMillis(4_900));
        assertThat(anna.client().data("resync")).isEmpty();

        hub.pass(Duration.ofMillis(200));
        assertThat(anna.client().data("resync")).containsExactly("gap");

        hub.pass(Duration.ofSeconds(30));
        assertThat(anna.client().data("resync")).hasSize(1);
        assertThat(hub.fetches()).hasSizeGreaterThan(20);
    }

    @Test
    void aGapIsFilledAsSoonAsTheMessageServiceIsBack() {
        hub.append(1, 12);
        hub.fail(true);
        var anna = hub.joined("anna", 1, 10);
        hub.publish(12);
        hub.pass(Duration.ofSeconds(10));

        hub.fail(false);
        hub.pass(Duration.ofSeconds(1));

        assertThat(anna.got()).containsExactly(11L, 12L);
    }

    @Test
    void t62AForgedRecordFarAheadStopsNothing() {
        hub.append(1, 11);
        var anna = hub.joined("anna", 1, 10);

        hub.publish(HubFixture.message(999_999));
        assertThat(anna.got()).containsExactly(11L);

        hub.append(12, 12);
        hub.publish(12);
        assertThat(anna.got()).containsExactly(11L, 12L);
        hub.pass(Duration.ofMinutes(1));
        assertThat(anna.client().data("resync")).isEmpty();
    }

    @Test
    void aHundredListenersShareOneEvent() {
        var members = LongStream.range(0, 100).mapToObj(i -> hub.joined("user-" + i, 1, 10)).toList();

        var entry = HubFixture.message(11);
        hub.publish(entry);

        assertThat(members).extracting(member -> member.client().events().getLast())
                .allSatisfy(event -> assertThat(event).isSameAs(entry.event()));
    }

    @Test
    void aListenerThatLeftGetsNothingAndItsRoomIsForgotten() {
        var anna = hub.joined("anna", 1, 10);
        anna.leave();

        hub.publish(11, 13);

        assertThat(anna.got()).isEmpty();
        assertThat(hub.fetches()).as("a room without listeners is not followed").isEmpty();
    }

    @Test
    void otherRoomsAreNotDelivered() {
        var anna = hub.joined("anna", 1, 10);

        hub.publish(HubFixture.entry("r2", 11, "message", null));

        assertThat(anna.got()).isEmpty();
    }

    @Test
    void whatIsRememberedServesThoseWhoComeBack() {
        var anna = hub.joined("anna", 1, 10);
        var entries = LongStream.rangeClosed(11, 14).mapToObj(HubFixture::message).toList();
        entries.forEach(hub::publish);

        assertThat(anna.after(11, 2)).isEqualTo(new Window(List.of(entries.get(1), entries.get(2)), 14, true));
        assertThat(anna.after(9, 10)).as("10 was not delivered here").isNull();
    }

    @Test
    void aRingHoldsTwoHundredEntriesAndForgetsTheOldest() {
        var anna = hub.joined("anna", 1, 0);
        LongStream.rangeClosed(1, 250).forEach(hub::publish);

        assertThat(anna.after(49, 10)).isNull();
        assertThat(anna.after(50, 300)).extracting(Window::entries).satisfies(
                entries -> assertThat(entries).hasSize(200));
    }

    @Test
    void ringsAreBoundedInBytesTogether() {
        var rings = new Rings(HubFixture.properties("ring-bytes=4B"));
        rings.add(HubFixture.entry("quiet", 10, "message", null));
        rings.add(HubFixture.entry("busy", 20, "message", null));
        rings.add(HubFixture.entry("busy", 21, "message", null));

        assertThat(rings.after("quiet", 9, 10)).isNull();
        assertThat(rings.after("busy", 19, 10)).isNotNull();
    }

    @Test
    void aStrangerIsNotServedFromMemory() {
        hub.joined("anna", 1, 10);
        var eve = hub.member("eve");
        hub.publish(11);

        assertThat(eve.after(10, 10)).isNull();
    }

    @Test
    void everybodyIsToldToSyncWhenRecordsWereLost() {
        List<Member> members = List.of(hub.joined("anna", 1, 10), hub.joined("ben", 1, 10));

        hub.hub().lost("log-lost");
        hub.hub().lost("log-lost");

        assertThat(members).allSatisfy(
                member -> assertThat(member.client().data("resync")).containsExactly("log-lost"));
    }
}
