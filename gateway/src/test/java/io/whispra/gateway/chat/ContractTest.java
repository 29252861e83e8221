package io.whispra.gateway.chat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.whispra.gateway.Contracts;
import io.whispra.gateway.kafka.TopicReader;
import io.whispra.gateway.problem.ProblemType;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What is sent has all that `contracts/asyncapi.yaml` requires, and nothing that it does not name. */
class ContractTest extends OnChat {

    private static final JsonNode ASYNCAPI = Contracts.read("contracts/asyncapi.yaml");
    private static final JsonNode SCHEMAS = ASYNCAPI.path("components").path("schemas");

    @Autowired
    private Chat chat;

    @Autowired
    private List<TopicReader> readers;

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

    @Test
    void everyEventOfTheVocabularyIsInTheContract() {
        assertThat(chat.actions().keySet()).isEqualTo(messages("ask"));
        assertThat(messages("tell")).containsExactlyInAnyOrder("ready", "room.event", "room.added", "room.removed",
                "room.signal", "user.event", "presence.batch", "heads", "resync", "bye");
        assertThat(ASYNCAPI.at("/channels/plain/messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.of(messages("ask"), messages("tell"), Set.of("hello"))
                        .flatMap(Set::stream).toList());
    }

    @Test
    void t31WhatIsNotInTheContractCannotBeAskedFor() {
        var eve = connect(user());
        for (var event : List.of("join", "subscribe", "room.join", "hello", "ready", "room.event", "constructor",
                "__proto__", "")) {
            assertThat(eve.refused(event, "{\"roomId\":\"r\"}").type()).isEqualTo(ProblemType.UNKNOWN_EVENT);
        }
    }

    @Test
    void t32NoFrameHasAFieldBeyondTheContract() {
        var anna = user();
        var ben = user();
        var room = room();
        log.added(room, anna);
        log.added(room, ben);
        log.message(room, "hi");
        Awaitility.await().until(() -> readers.stream().allMatch(TopicReader::isInPlace));
        var person = connect(anna);

        holds("Change", person.ack("message.edit", data(room, "\"content\":\"x\"")).path("data"));
        holds("Marker", person.ack("room.read", data(room, "\"x\":1")).path("data"));
        holds("States", person.ack("presence.watch", "{\"userIds\":[\"" + ben + "\"]}").path("data"));
        var other = connect(ben);
        holds("States", first(person, "presence.batch"));
        other.ack("typing", data(room, "\"on\":true,\"secret\":1"));
        holds("TypingSignal", first(person, "room.signal"));
        publish(signal("settings", room, anna, "\"muted\":true,\"archived\":false"));
        holds("OwnSettings", first(person, "user.event"));
        var marker = "\"seq\":2,\"number\":1,\"unread\":0,\"mentions\":0,\"shared\":true";
        publish(signal("read", room, ben, marker));
        holds("OwnMarker", first(other, "user.event"));
        Awaitility.await().until(() -> person.client().data("room.signal").size() == 2);
        holds("ReadSignal", json(person.client().data("room.signal").getLast()));
    }

    private static String data(String room, String more) {
        return "{\"roomId\":\"" + room + "\",\"clientId\":\"c1\",\"seq\":3," + more + "}";
    }

    /** With what a gateway of tomorrow might say too. */
    private static ProducerRecord<byte[], byte[]> signal(String type, String room, String userId, String more) {
        var value = "{\"roomId\":\"%s\",\"userId\":\"%s\",\"secret\":\"x\",%s}".formatted(room, userId, more);
        var record = new ProducerRecord<>(signals(), room.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private JsonNode first(Person person, String event) {
        return json(Awaitility.await().until(() -> person.client().data(event), told -> !told.isEmpty()).getFirst());
    }

    private static Set<String> messages(String operation) {
        return ASYNCAPI.at("/operations/" + operation + "/messages").valueStream()
                .map(message -> message.path("$ref").asString())
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
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
