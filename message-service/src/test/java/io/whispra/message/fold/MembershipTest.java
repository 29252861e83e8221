package io.whispra.message.fold;

import io.whispra.message.entry.EntryData.MemberAdded;
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
        var membership = Membership.none("r", "anna").after(ADDED, 3, 10).after(REMOVED, 7, 10).after(ADDED, 9, 10);

        assertThat(membership.contains(2)).isFalse();
        assertThat(membership.fromSeq(3)).hasValue(3);
        assertThat(membership.fromSeq(6)).hasValue(3);
        assertThat(membership.contains(7)).isFalse();
        assertThat(membership.contains(8)).isFalse();
        assertThat(membership.fromSeq(100)).hasValue(9);
    }

    @Test
    void repeatedEntriesChangeNothing() {
        var membership = Membership.none("r", "anna").after(ADDED, 3, 10).after(REMOVED, 7, 10);

        assertThat(membership.after(ADDED, 3, 10)).isEqualTo(membership);
        assertThat(membership.after(REMOVED, 7, 10)).isEqualTo(membership);
    }

    @Test
    void roleChangesWithoutABeginningOrAnEnd() {
        var membership = Membership.none("r", "anna").after(ADDED, 3, 10)
                .after(new MemberRoleChanged("anna", Role.ADMIN), 4, 10);

        assertThat(membership.role()).isEqualTo(Role.ADMIN);
        assertThat(membership.fromSeq(4)).hasValue(3);
        assertThat(membership.after(new MemberAdded("anna", Role.MEMBER), 5, 10).fromSeq(5)).hasValue(3);
    }

    @Test
    void onlyTheLatestReunionsAreRemembered() {
        var membership = Membership.none("r", "anna");
        for (long seq = 1; seq <= 20; seq += 2) {
            membership = membership.after(ADDED, seq, 3).after(REMOVED, seq + 1, 3);
        }
        assertThat(membership.intervals()).hasSize(3);
        assertThat(membership.contains(19)).isTrue();
        assertThat(membership.contains(1)).isFalse();
    }

    @Test
    void listOfRoomsIsNotUndoneByALateRepeat() {
        var rooms = RoomList.none("anna").after("r", ADDED, 3, 2).after("s", ADDED, 1, 2).after("r", REMOVED, 7, 2);

        assertThat(rooms.after("r", ADDED, 3, 2)).isEqualTo(rooms);
        assertThat(rooms.after("r", REMOVED, 7, 2)).isEqualTo(rooms);
        assertThat(rooms.rooms()).containsExactly(new RoomList.Joined("s", 1));
        var again = rooms.after("r", ADDED, 9, 2);
        assertThat(again.rooms()).contains(new RoomList.Joined("r", 9));
        assertThat(again.after("r", REMOVED, 7, 2)).isEqualTo(again);
    }

    @Test
    void onlyTheLatestDeparturesAreRemembered() {
        var rooms = RoomList.none("anna");
        for (var room : new String[]{"a", "b", "c"}) {
            rooms = rooms.after(room, ADDED, 1, 2).after(room, REMOVED, 2, 2);
        }
        assertThat(rooms.left()).containsExactly(new RoomList.Left("b", 2), new RoomList.Left("c", 2));
        assertThat(rooms.version()).isEqualTo(6);
    }
}
