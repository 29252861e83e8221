package io.whispra.gateway.chat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveMembershipTest extends OnChat {

    @Test
    void whoIsAddedIsToldAboutTheRoomAndListensFromThere() {
        var anna = user();
        var room = room();
        log.append(room, "room.created", null, "");
        log.message(room, "before");
        var person = connect(anna);

        publish(log.added(room, anna));
        Awaitility.await().until(() -> person.client().data("room.added").size() == 1);
        var after = log.message(room, "after");
        publish(after);
        Awaitility.await().until(() -> !person.client().data("room.event").isEmpty());

        assertThat(json(person.client().data("room.added").getFirst())).isEqualTo(json(
                "{\"id\":\"%1$s\",\"name\":\"Room %1$s\",\"type\":\"group\",\"head\":{\"seq\":3,\"number\":1}}"
                        .formatted(room)));
        assertThat(person.client().data("room.event")).containsExactly(after.json());
    }

    @Test
    void aRepeatedAdditionIsToldOnce() {
        var anna = user();
        var room = room();
        var person = connect(anna);
        var added = log.added(room, anna);

        publish(added, added, added);
        Awaitility.await().until(() -> person.client().data("room.added").size() == 1);
        var after = log.message(room, "after");
        publish(added, after);
        Awaitility.await().until(() -> !person.client().data("room.event").isEmpty());

        assertThat(person.client().data("room.added")).hasSize(1);
        assertThat(person.client().data("room.event")).containsExactly(after.json());
    }

    @Test
    void t30WhoIsRemovedIsToldWhyAndHearsNoMore() {
        var anna = user();
        var ben = user();
        var room = room();
        log.added(room, anna);
        log.added(room, ben);
        var removed = connect(anna);
        var stays = connect(ben);

        publish(log.message(room, "one"), log.removed(room, anna), log.message(room, "two"));
        Awaitility.await().until(() -> stays.client().data("room.event").size() == 3);

        assertThat(removed.client().data("room.event")).hasSize(2);
        assertThat(json(removed.client().data("room.removed").getFirst()))
                .isEqualTo(json("{\"roomId\":\"" + room + "\",\"atSeq\":4,\"reason\":\"left\"}"));
        assertThat(removed.client().events().getLast().name()).isEqualTo("room.removed");
        assertThat(stays.client().data("room.removed")).isEmpty();
    }

    @Test
    void whoIsRemovedAndAddedAgainListensAgain() {
        var anna = user();
        var room = room();
        log.added(room, anna);
        var person = connect(anna);

        publish(log.removed(room, anna));
        Awaitility.await().until(() -> person.client().data("room.removed").size() == 1);
        publish(log.added(room, anna));
        Awaitility.await().until(() -> person.client().data("room.added").size() == 1);
        publish(log.message(room, "again"));

        Awaitility.await().until(() -> person.client().data("room.event").size() == 2);
    }

    @Test
    void aSyncSubscribesToRoomsThatWereMissed() {
        var anna = user();
        var room = room();
        var person = connect(anna);
        log.added(room, anna);

        person.ack("sync", "{\"rooms\":{}}");
        publish(log.message(room, "hi"));

        Awaitility.await().until(() -> person.client().data("room.event").size() == 1);
    }
}
