package io.whispra.acceptance;

import java.net.URI;
import java.util.function.Predicate;

import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What one person does, over whatever connection, the others see, over theirs. */
class VocabularyIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @ParameterizedTest
    @EnumSource
    void messagesAreSentAnsweredEditedReactedToAndDeleted(Way way) {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Words", budi);
        try (var anas = way.connect(gateway(), ana); var budis = way.connect(otherGateway(), budi)) {
            var sent = ask(anas, "message.send", Person.text(roomId, "m1", "Helo @Budi").set("mentions",
                    Json.object("{'ids': ['%s']}", budi.id()).get("ids")));
            var seq = sent.path("message").path("seq").asLong();
            assertThat(entry(budis, seq).path("data").path("mentions")).hasSize(1);

            var about = "{'roomId': '%s', 'clientId': '%s', 'seq': %d}";
            var answered = ask(budis, "message.send", Person.text(roomId, "m2", "You too").put("replyTo", seq));
            assertThat(answered.path("message").path("quote").path("excerpt").asString()).isEqualTo("Helo @Budi");
            var edit = Json.object(about, roomId, "e1", seq).put("content", "Hello @Budi");
            assertThat(entry(budis, seqOf(ask(anas, "message.edit", edit))).path("data").path("content").asString())
                    .isEqualTo("Hello @Budi");
            var reaction = Json.object(about, roomId, "r1", seq).put("emoji", "👍");
            var reacted = entry(anas, seqOf(ask(budis, "reaction.add", reaction)));
            assertThat(reacted.path("kind").asString()).isEqualTo("reaction.added");
            assertThat(reacted.path("actor").asString()).isEqualTo(budi.id());
            assertThat(ask(budis, "reaction.add", reaction.deepCopy().put("clientId", "r2")).has("entry")).isFalse();
            entry(anas, seqOf(ask(budis, "reaction.remove", reaction.deepCopy().put("clientId", "r3"))));

            var refused = budis.request("message.delete", Json.object(about, roomId, "d1", seq)).join();
            assertThat(refused.path("error").path("code").asString()).isEqualTo("not-the-author");
            entry(budis, seqOf(ask(anas, "message.delete", Json.object(about, roomId, "d2", seq))));
            var page = budi.api().get(Person.room(roomId) + "/messages").expect(200).path("messages");
            assertThat(page.get(0).path("deletedAt").isMissingNode()).isFalse();
            assertThat(page.get(0).path("data").has("content")).isFalse();
            assertThat(page.get(1).path("quote").path("deleted").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void typingReadMarkersAndPresenceReachThoseWhomTheyConcern(Way way) {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var eve = whispra.person("Eve");
        var roomId = ana.group("Signs", budi);
        try (var anas = way.connect(gateway(), ana);
                var budis = way.connect(otherGateway(), budi);
                var phone = Way.PLAIN.connect(gateway(), budi);
                var eves = way.connect(gateway(), eve)) {
            var watch = Json.object("{'userIds': ['%s', '%s']}", budi.id(), ana.id());
            assertThat(ask(eves, "presence.watch", watch).path("states").path(budi.id()).asString())
                    .isEqualTo("offline");
            Waiting.until("Budi is online", () -> ask(anas, "presence.watch", watch).path("states").path(budi.id())
                    .asString().equals("online") ? "yes" : null);
            ask(budis, "presence.set", Json.object("{'state': 'busy'}"));
            received(anas, "presence.batch", batch -> batch.path("states").path(budi.id()).asString().equals("busy"));

            ask(budis, "typing", Json.object("{'roomId': '%s', 'on': true}", roomId));
            var typing = received(anas, "room.signal", signal -> signal.path("kind").asString().equals("typing"));
            assertThat(typing.path("userId").asString()).isEqualTo(budi.id());
            assertThat(eves.request("typing", Json.object("{'roomId': '%s', 'on': true}", roomId)).join()
                    .path("error").path("code").asString()).isEqualTo("room-not-found");

            var seq = ask(anas, "message.send", Person.text(roomId, "m1", "Read this")).path("message").path("seq");
            entry(budis, seq.asLong());
            Waiting.until("it counts as unread", () -> unread(budi, roomId) == 1 ? "yes" : null);
            var read = ask(budis, "room.read", Json.object("{'roomId': '%s', 'seq': %d}", roomId, seq.asLong()));
            assertThat(read.path("unread").asInt()).isZero();
            var told = received(phone, "user.event", event -> event.path("type").asString().equals("room.read"));
            assertThat(told.path("lastReadSeq")).isEqualTo(seq);
            assertThat(unread(budi, roomId)).isZero();
            received(anas, "room.signal", signal -> signal.path("markers").path(budi.id()).equals(seq));

            assertThat(budis.received("room.signal")).noneMatch(signal -> signal.path("userId").asString()
                    .equals(budi.id()));
            assertThat(eves.received("room.signal")).isEmpty();
            assertThat(eves.received("presence.batch")).isEmpty();
        }
    }

    @Test
    void aDefaultStockClientMovesToAWebSocketAndMissesNothing() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Moving", budi);
        var head = Log.read(ana, roomId).size();
        try (var client = Way.POLLING_THEN_WEBSOCKET.open(gateway(), budi.token())) {
            var timeline = Following.of(client, roomId, head);
            client.await("ready");
            for (var n = 0; n < 50; n++) {
                ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "n" + n, "Message " + n))
                        .expect(201);
            }
            Waiting.until("all of them", () -> timeline.applied().size() == 50 ? timeline : null);
            assertThat(timeline.irregular()).isZero();
        }
    }

    private static URI gateway() {
        return Stack.isLocal() ? whispra.stack().local().gateways().getFirst() : whispra.base();
    }

    private static URI otherGateway() {
        return Stack.isLocal() ? whispra.stack().local().gateways().getLast() : whispra.base();
    }

    private static int unread(Person person, String roomId) {
        return person.api().get(Person.room(roomId)).expect(200).path("unread").asInt();
    }

    /** The data of an acknowledgement that must be good. */
    private static JsonNode ask(ChatClient client, String event, JsonNode data) {
        var ack = client.request(event, data).join();
        assertThat(ack.path("ok").asBoolean()).as("%s: %s", event, ack).isTrue();
        return ack.path("data");
    }

    private static long seqOf(JsonNode changed) {
        return changed.path("entry").path("seq").asLong();
    }

    private static JsonNode entry(ChatClient client, long seq) {
        return received(client, "room.event", entry -> entry.path("seq").asLong() == seq);
    }

    private static JsonNode received(ChatClient client, String event, Predicate<JsonNode> wanted) {
        return Waiting.until(event, () -> client.received(event).filter(wanted).findFirst().orElse(null));
    }
}
