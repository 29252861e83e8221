package io.whispra.message.fold;

import io.whispra.message.entry.EntryData.History;
import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberChange;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import io.whispra.message.entry.EntryData.Reason;
import io.whispra.message.entry.EntryData.Role;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MembershipTest {

    private static final MemberAdded ADDED = new MemberAdded("anna", Role.MEMBER);
    private static final MemberRemoved REMOVED = new MemberRemoved("anna", Reason.LEFT);

    @Test
    void lastsFromItsFirstEntryUpToTheOneThatEndsIt() {
        var membership = Membership.none("r", "anna").after(at(3, ADDED), 10).after(at(7, REMOVED), 10)
                .after(at(9, ADDED), 10);

        assertThat(membership.contains(2)).isFalse();
        assertThat(membership.fromSeq(3)).hasValue(3);
        assertThat(membership.fromSeq(6)).hasValue(3);
        assertThat(membership.contains(7)).isFalse();
        assertThat(membership.contains(8)).isFalse();
        assertThat(membership.fromSeq(100)).hasValue(9);
    }

    @Test
    void repeatedEntriesChangeNothing() {
        var membership = Membership.none("r", "anna").after(at(3, ADDED), 10).after(at(7, REMOVED), 10);

        assertThat(membership.after(at(3, ADDED), 10)).isEqualTo(membership);
        assertThat(membership.after(at(7, REMOVED), 10)).isEqualTo(membership);
    }

    @Test
    void roleChangesWithoutABeginningOrAnEnd() {
        var membership = Membership.none("r", "anna").after(at(3, ADDED), 10)
                .after(at(4, new MemberRoleChanged("anna", Role.ADMIN)), 10);

        assertThat(membership.role()).isEqualTo(Role.ADMIN);
        assertThat(membership.fromSeq(4)).hasValue(3);
        assertThat(membership.after(at(5, new MemberAdded("anna", Role.MEMBER)), 10).fromSeq(5)).hasValue(3);
    }

    @Test
    void onlyTheLatestReunionsAreRemembered() {
        var membership = Membership.none("r", "anna");
        for (long seq = 1; seq <= 20; seq += 2) {
            membership = membership.after(at(seq, ADDED), 3).after(at(seq + 1, REMOVED), 3);
        }
        assertThat(membership.intervals()).hasSize(3);
        assertThat(membership.contains(19)).isTrue();
        assertThat(membership.contains(1)).isFalse();
    }

    @Test
    void listOfRoomsIsNotUndoneByALateRepeat() {
        var rooms = RoomList.none("anna").after("r", at(3, ADDED), 2).after("s", at(1, ADDED), 2).after("r",
                at(7, REMOVED), 2);

        assertThat(rooms.after("r", at(3, ADDED), 2)).isEqualTo(rooms);
        assertThat(rooms.after("r", at(7, REMOVED), 2)).isEqualTo(rooms);
        assertThat(rooms.rooms()).containsExactly(new RoomList.Joined("s", 1, null));
        var again = rooms.after("r", at(9, ADDED), 2);
        assertThat(again.rooms()).contains(new RoomList.Joined("r", 9, null));
        assertThat(again.after("r", at(7, REMOVED), 2)).isEqualTo(again);
    }

    @Test
    void onlyTheLatestDeparturesAreRemembered() {
        var rooms = RoomList.none("anna");
        for (var room : new String[]{"a", "b", "c"}) {
            rooms = rooms.after(room, at(1, ADDED), 2).after(room, at(2, REMOVED), 2);
        }
        assertThat(rooms.left()).containsExactly(new RoomList.Left("b", 2), new RoomList.Left("c", 2));
        assertThat(rooms.version()).isEqualTo(6);
    }

    @Test
    void t37_eachMembershipHasTheViewWithWhichItBegan() {
        var joined = new Setting(1, History.JOINED);
        var membership = Membership.none("r", "anna").after(Effect.of(3, ADDED, joined), 10)
                .after(at(7, REMOVED), 10).after(at(9, ADDED), 10);

        assertThat(membership.historyFrom(5)).isEqualTo(3);
        assertThat(membership.historyFrom(9)).isEqualTo(1);
        assertThat(membership.after(at(12, REMOVED), 10).after(Effect.of(20, ADDED, joined), 10).historyFrom(30))
                .isEqualTo(20);
        assertThat(membership.after(Effect.of(10, ADDED, joined), 10).historyFrom(10)).isEqualTo(1);
    }

    private static Effect at(long seq, MemberChange change) {
        return Effect.of(seq, change, Setting.NONE);
    }
}
