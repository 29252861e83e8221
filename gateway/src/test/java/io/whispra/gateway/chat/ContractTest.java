package io.whispra.gateway.chat;

import io.whispra.gateway.Contracts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What is sent has all that `contracts/asyncapi.yaml` requires, and nothing that it does not name. */
class ContractTest extends OnChat {

    private static final JsonNode SCHEMAS = Contracts.read("contracts/asyncapi.yaml").path("components")
            .path("schemas");

    @Test
    void eventsAndAcknowledgementsAreAsTheContractSays() {
        var anna = user();
        var room = room();
        log.added(room, anna);
        log.message(room, "hi");
        var person = connect(anna);

        holds("Ready", person.ready());
        holds("Head", person.ready().path("heads").path(0));
        holds("SyncAnswer", person.ack("sync", "{\"rooms\":{\"" + room + "\":1}}").path("data"));
        holds("EntryPage", person.ack("room.fetch", "{\"roomId\":\"" + room + "\",\"after\":1}").path("data"));

        publish(log.removed(room, anna));
        Awaitility.await().until(() -> !person.client().data("room.removed").isEmpty());
        holds("RoomRemoved", json(person.client().data("room.removed").getFirst()));
    }

    @Test
    void headsWithReadMarkersAreAsTheContractSays() {
        var anna = user();
        log.added("marked", anna);
        log.message("marked", "hi");

        var head = connect(anna).ready().path("heads").path(0);

        holds("Head", head);
        assertThat(head.has("unread")).isTrue();
    }

    @Test
    void whatIsToldOfPeopleIsAsTheContractSays() {
        var anna = user();
        var ben = user();
        var room = room();
        log.added(room, anna);
        log.added(room, ben);
        var person = connect(anna);

        people().userUpdated(ben, "Ben");
        holds("UserUpdated", told(person, 1));
        people().userDeleted(ben);
        holds("UserDeleted", told(person, 2));
        people().sessionRevoked(anna, "another", "ended");
        holds("SessionRevoked", told(person, 3));
    }

    private JsonNode told(Person person, int count) {
        return json(Awaitility.await().until(() -> person.client().data("user.event"), told -> told.size() == count)
                .getLast());
    }

    private static void holds(String schema, JsonNode sent) {
        var described = SCHEMAS.path(schema);
        assertThat(described.isObject()).as(schema).isTrue();
        assertThat(sent.propertyNames()).as(schema)
                .containsAll(described.path("required").valueStream().map(JsonNode::asString).toList())
                .isSubsetOf(described.path("properties").propertyNames());
    }
}
