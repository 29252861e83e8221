package io.whispra.gateway.chat;

import java.util.List;
import java.util.stream.Stream;

import io.whispra.gateway.StandIn.Asked;
import io.whispra.gateway.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Edits, deletes, reactions and read markers over a connection. */
class ChangesTest extends OnChat {

    private final String anna = user();
    private final String here = room();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            message.edit    | "content":"new","mentions":["ben"] | edit             | PATCH  | /messages/2
            message.delete  | "x":1                              | delete           | DELETE | /messages/2?clientId=c1
            reaction.add    | "emoji":"👍"                       | reaction.added   | PUT    | /messages/2/reactions/%F0%9F%91%8D?clientId=c1
            reaction.remove | "emoji":"1️⃣"                       | reaction.removed | DELETE | /messages/2/reactions/1%EF%B8%8F%E2%83%A3?clientId=c1
            """, delimiter = '|')
    void aChangeIsMadeInTheCallersNameAndAcknowledgedWithItsEntry(String event, String fields, String kind,
            String method, String path) {
        var token = issuer.userToken(anna);
        var person = inRoom(token);

        var ack = person.ack(event, "{" + common("c1") + "," + fields + "}");
        var again = person.ack(event, "{" + common("c1") + "," + fields + "}");

        assertThat(ack.path("data").path("entry").path("kind").asString()).isEqualTo(kind);
        assertThat(ack.path("data").path("entry").path("seq").asInt()).isEqualTo(3);
        assertThat(again.path("data").path("entry")).isEqualTo(ack.path("data").path("entry"));
        assertThat(again.path("data").path("duplicate").asBoolean()).isTrue();
        assertThat(asked()).anyMatch(asked -> asked.method().equals(method)
                && asked.uri().equals("/api/v1/rooms/" + here + path)
                && asked.headers().get("Authorization").endsWith(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"message.edit", "message.delete", "reaction.add", "reaction.remove", "message.send"})
    void t28WhatTheServiceRefusesIsPassedOnAsItIs(String event) {
        assertThat(connect(anna).ackText(event,
                "{\"roomId\":\"nowhere\",\"clientId\":\"c1\",\"seq\":1,\"content\":\"x\",\"emoji\":\"👍\"}"))
                .isEqualTo("{\"ok\":false,\"error\":{\"code\":\"room-not-found\",\"status\":404}}");
    }

    @Test
    void aRoomIsReadUpToASeq() {
        var ack = inRoom().ack("room.read", "{\"roomId\":\"" + here + "\",\"seq\":2}");

        assertThat(ack).isEqualTo(
                json("{\"ok\":true,\"data\":{\"lastReadSeq\":2,\"lastReadNumber\":2,\"unread\":0,\"mentions\":0}}"));
        assertThat(connect(anna).ack("room.read", "{\"roomId\":\"foreign\",\"seq\":2}").path("error").path("code")
                .asString()).isEqualTo("room-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$ne\":null}", "{\"$gt\":\"\"}", "[\"x\"]", "7", "true", "{\"$regex\":\".*\"}"})
    void t66WhatIsNoStringIsMalformedInEveryField(String value) {
        var person = inRoom();
        forget();

        for (var field : List.of("roomId", "clientId", "content", "emoji", "type")) {
            for (var event : List.of("message.send", "message.edit", "message.delete", "reaction.add",
                    "reaction.remove", "room.read")) {
                if (reads(event, field)) {
                    assertThat(person.refused(event, with(field, value)).type()).as("%s %s", event, field)
                            .isEqualTo(ProblemType.MALFORMED);
                }
            }
        }
        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$gt\":0}", "\"2\"", "1.5", "[2]", "1e400", "99999999999999999999999"})
    void t66WhatIsNoSeqIsMalformed(String value) {
        var person = inRoom();
        forget();

        for (var event : List.of("message.edit", "message.delete", "reaction.add", "reaction.remove", "room.read")) {
            assertThat(person.refused(event, with("seq", value)).type()).isEqualTo(ProblemType.MALFORMED);
        }
        assertThat(person.refused("message.send", with("replyTo", value)).type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$in\":[]}", "\"ben\"", "[{\"$ne\":1}]", "[7]"})
    void t66WhatIsNoListOfIdsIsMalformed(String value) {
        var person = inRoom();

        assertThat(person.refused("message.edit", with("mentions", value)).type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(person.refused("message.send", with("mentions", value)).type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(person.refused("message.send", with("attachmentIds", value)).type())
                .isEqualTo(ProblemType.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            roomId   | "../x"
            roomId   | ""
            clientId | "a/b?c=d"
            clientId | null
            seq      | 0
            seq      | -1
            seq      | 1000000000000
            emoji    | ".."
            emoji    | "a"
            emoji    | "👍/../../1"
            emoji    | ""
            """)
    void whatWouldLeadElsewhereIsInvalid(String field, String value) {
        var person = inRoom();
        forget();

        assertThat(person.refused("reaction.add", with(field, value)).type()).isEqualTo(ProblemType.INVALID);
        assertThat(asked()).isEmpty();
    }

    private Person inRoom() {
        return inRoom(issuer.userToken(anna));
    }

    private Person inRoom(String token) {
        log.added(here, anna);
        log.message(here, "hi");
        return connectWith(token);
    }

    private String common(String clientId) {
        return "\"roomId\":\"" + here + "\",\"clientId\":\"" + clientId + "\",\"seq\":2";
    }

    private String with(String field, String value) {
        var all = json("{" + common("c1") + ",\"content\":\"x\",\"emoji\":\"👍\",\"type\":\"text\"}");
        return ((ObjectNode) all).set(field, json(value)).toString();
    }

    private static boolean reads(String event, String field) {
        return switch (field) {
            case "roomId" -> true;
            case "clientId" -> !event.equals("room.read");
            case "emoji" -> event.startsWith("reaction.");
            case "content" -> event.equals("message.send") || event.equals("message.edit");
            default -> event.equals("message.send");
        };
    }

    private static List<Asked> asked() {
        return Stream.of(message, otherMessage, room).flatMap(service -> service.asked().stream()).toList();
    }

    private static void forget() {
        Stream.of(message, otherMessage, room).forEach(service -> service.forget());
    }
}
