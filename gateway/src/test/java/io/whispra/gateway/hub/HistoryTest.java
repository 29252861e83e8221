package io.whispra.gateway.hub;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.whispra.gateway.hub.HubFixture.ROOM;
import static io.whispra.gateway.hub.HubFixture.entry;
import static io.whispra.gateway.hub.HubFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

/** What newcomers see of what was before them, and what ends with a room. */
class HistoryTest {

    private final HubFixture hub = new HubFixture();

    @Test
    void t37WhatCameBeforeOnesTimeIsNotRememberedForOne() {
        var ben = hub.joined("ben", 1, 1);
        hub.append(2, 9);
        hub.publish(2, 3, 4, 5);
        var anna = hub.member("anna");
        anna.open();
        anna.join(hub.hub().ticket(), new Membership(ROOM, 5, 5, 5));
        hub.publish(6, 7);

        assertThat(seqs(anna.after(1, 100))).containsExactly(5L, 6L, 7L);
        assertThat(seqs(anna.after(1, 2))).containsExactly(5L, 6L);
        assertThat(seqs(anna.after(6, 100))).containsExactly(7L);
        assertThat(seqs(ben.after(1, 100))).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(anna.got()).containsExactly(6L, 7L);
    }

    @Test
    void theEndOfARoomRemovesEverybodyAtItsSeq() {
        var anna = hub.joined("anna", 1, 3);
        var ben = hub.joined("ben", 2, 3);

        hub.publish(entry(ROOM, 4, "room.deleted", null), message(5));

        for (var member : List.of(anna, ben)) {
            assertThat(member.got()).containsExactly(4L);
            assertThat(member.client().data("room.removed")).containsExactly("4");
            assertThat(member.after(3, 9)).isNull();
        }
    }

    @Test
    void whoJoinsAcrossTheEndOfARoomIsRemovedToo() {
        hub.joined("ben", 1, 3);
        var anna = hub.member("anna");
        anna.open();
        var ticket = hub.hub().ticket();
        hub.publish(entry(ROOM, 4, "room.deleted", null), message(5));

        anna.join(ticket, 2, 3);

        assertThat(anna.got()).containsExactly(4L);
        assertThat(anna.client().data("room.removed")).containsExactly("4");
    }

    private static List<Long> seqs(@Nullable Window window) {
        return window == null ? List.of() : window.entries().stream().map(Entry::seq).toList();
    }
}
