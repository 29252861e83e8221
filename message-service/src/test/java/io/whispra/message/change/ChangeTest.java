package io.whispra.message.change;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.ServiceTest;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import io.whispra.message.entry.Now;
import io.whispra.message.entry.Now.Reaction;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Anna is the admin of the room, Ben and Cleo are in it. */
class ChangeTest extends ServiceTest {

    private static final String THUMB = "\ud83d\udc4d";
    private static final String HEART = "\u2764\ufe0f";

    @Autowired
    private Messages messages;
    @Autowired
    private ReactiveMongoTemplate database;

    private final String room = unique("change");

    @Test
    void editedMessageReadsAsItIsNowAndTheLogAsItWas() {
        var message = said("first");
        var edit = client.call("ben", HttpMethod.PATCH, message,
                Map.of("clientId", "e1", "content", "second", "mentions", List.of("anna", "anna")));

        assertThat(edit.status()).isEqualTo(200);
        assertThat(edit.duplicate()).isFalse();
        var entry = edit.body().path("entry");
        assertThat(entry.path("kind").asString()).isEqualTo("edit");
        assertThat(entry.path("seq").asLong()).isEqualTo(6);
        assertThat(entry.path("number").asLong()).isEqualTo(1);
        assertThat(entry.path("data").toString())
                .isEqualTo("{\"seq\":5,\"content\":\"second\",\"mentions\":[\"anna\"]}");

        var now = read("cleo", message);
        assertThat(now.path("data").path("content").asString()).isEqualTo("second");
        assertThat(now.path("data").path("mentions").toString()).isEqualTo("[\"anna\"]");
        assertThat(now.path("editedAt").asString()).isEqualTo(entry.path("at").asString());
        assertThat(now.path("nowSeq").asLong()).isEqualTo(6);
        assertThat(page()).containsExactly(now);
        assertThat(client.log(room).get(4).path("data").path("content").asString()).isEqualTo("first");
        assertThat(client.log(room).get(4).has("editedAt")).isFalse();
    }

    @Test
    void captionOfAFileIsEditedAndTheFileStays() {
        client.newRoom(room, "anna", "ben", "cleo");
        var sent = client.send("ben", room,
                Map.of("clientId", "m", "type", "image", "attachmentIds", List.of("image_png-1")));
        var message = Client.message(room, sent.seq());
        assertThat(client.edit("ben", message, "e1", "Sunset").status()).isEqualTo(200);

        var now = read("anna", message).path("data");
        assertThat(now.path("content").asString()).isEqualTo("Sunset");
        assertThat(now.path("attachments")).hasSize(1);
        assertThat(now.path("fileUrl").asString()).isNotEmpty();
    }

    @Test
    void reactionsAreTheActorsInTheOrderInWhichTheyCame() {
        var message = said("x");
        client.react("cleo", message, HEART, "r1");
        client.react("anna", message, THUMB, "r2");
        client.react("ben", message, HEART, "r3");
        assertThat(read("anna", message).path("reactions").toString())
                .isEqualTo("{\"" + HEART + "\":[\"cleo\",\"ben\"],\"" + THUMB + "\":[\"anna\"]}");

        var back = client.takeBack("cleo", message, HEART, "r4");
        assertThat(back.body().path("entry").path("kind").asString()).isEqualTo("reaction.removed");
        client.takeBack("anna", message, THUMB, "r5");
        assertThat(read("anna", message).path("reactions").toString()).isEqualTo("{\"" + HEART + "\":[\"ben\"]}");
        assertThat(page().getFirst().path("number").asLong()).isEqualTo(1);
    }

    @Test
    void reactionThatIsThereAlreadyOrIsNotThereIsNoEntry() {
        var message = said("x");
        client.react("anna", message, THUMB, "r1");

        var again = client.react("anna", message, THUMB, "r2");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().toString()).isEqualTo("{\"duplicate\":true}");
        assertThat(client.takeBack("anna", message, HEART, "r3").body().toString()).isEqualTo("{\"duplicate\":true}");
        assertThat(client.takeBack("ben", message, THUMB, "r4").body().toString()).isEqualTo("{\"duplicate\":true}");
        assertThat(client.seqs(room)).hasSize(6);
    }

    @Test
    void onlyTheAuthorEditsAndOnlyTheAuthorAndAdminsDelete() {
        var message = said("x");
        assertRefused(client.edit("anna", message, "e1", "y"), 403, "not-the-author");
        assertRefused(client.edit("cleo", message, "e1", "y"), 403, "not-the-author");
        assertRefused(client.delete("cleo", message, "d1"), 403, "not-the-author");
        assertThat(client.seqs(room)).hasSize(5);

        assertThat(client.delete("anna", message, "d1").entrySeq()).isEqualTo(6);
        var other = Client.message(room, client.send("cleo", room, Client.text("m2", "x")).seq());
        assertThat(client.delete("cleo", other, "d1").entrySeq()).isEqualTo(8);
        assertRefused(client.delete("ben", other, "d2"), 403, "not-the-author");
    }

    @Test
    void whoIsMadeAnAdminMayDeleteAndWhoIsNoneAnyMoreMayNot() {
        var message = said("x");
        role("cleo", "admin", "2");
        role("anna", "member", "3");

        assertRefused(client.delete("anna", message, "d1"), 403, "not-the-author");
        assertThat(client.delete("cleo", message, "d1").status()).isEqualTo(200);
    }

    @Test
    void outsidersAndFormerMembersAreToldThatThereIsNoRoom() {
        var message = said("x");
        client.react("cleo", message, THUMB, "r1");
        client.remove(room, "cleo", "2");
        client.remove(room, "ben", "3");
        for (var user : List.of("stranger", "cleo", "ben")) {
            assertRefused(client.edit(user, message, "e", "y"), 404, "room-not-found");
            assertRefused(client.delete(user, message, "d"), 404, "room-not-found");
            assertRefused(client.react(user, message, THUMB, "r1"), 404, "room-not-found");
            assertRefused(client.takeBack(user, message, THUMB, "r2"), 404, "room-not-found");
        }
        assertRefused(client.edit("anna", Client.message("no-such-room", 1), "e", "y"), 404, "room-not-found");
        assertRefused(client.edit("anna", Client.message("no.room", 1), "e", "y"), 404, "room-not-found");
        assertThat(client.seqs(room)).hasSize(8);
    }

    @Test
    void whatIsNoMessageCannotBeChanged() {
        said("x");
        client.react("ben", Client.message(room, 5), THUMB, "r");
        for (var seq : List.of("1", "4", "6", "7", "999", "999999999999", "1000000000000", "0", "-1", "x", "5.0")) {
            var path = "/api/v1/rooms/" + room + "/messages/" + seq;
            assertRefused(client.edit("ben", path, "e", "y"), 404, "message-not-found");
            assertRefused(client.delete("ben", path, "d"), 404, "message-not-found");
            assertRefused(client.react("ben", path, THUMB, "r2"), 404, "message-not-found");
            assertRefused(client.takeBack("ben", path, THUMB, "r3"), 404, "message-not-found");
        }
        assertThat(client.seqs(room)).hasSize(6);
    }

    @Test
    void repeatIsAnsweredWithTheOriginalWhateverBecameOfTheMessage() {
        var message = said("x");
        for (int round = 0; round < 2; round++) {
            boolean repeat = round > 0;
            assertChanged(client.edit("ben", message, "e", "y"), 6, repeat);
            assertChanged(client.react("anna", message, THUMB, "r"), 7, repeat);
            assertChanged(client.takeBack("anna", message, THUMB, "t"), 8, repeat);
            assertChanged(client.delete("ben", message, "d"), 9, repeat);
        }
        assertChanged(client.react("anna", message, THUMB, "r"), 7, true);
        assertThat(client.seqs(room)).hasSize(9);
    }

    @Test
    void clientIdOfSomethingElseIsRefused() {
        var message = said("x");
        client.react("ben", message, THUMB, "once");
        assertRefused(client.react("ben", message, HEART, "once"), 422, "client-id-reused");
        assertRefused(client.takeBack("ben", message, HEART, "once"), 422, "client-id-reused");
        assertRefused(client.edit("ben", message, "once", "y"), 422, "client-id-reused");
        assertRefused(client.delete("ben", message, "once"), 422, "client-id-reused");
        assertRefused(client.send("ben", room, Client.text("once", "y")), 422, "client-id-reused");
        client.edit("ben", message, "edit", "y");
        assertRefused(client.edit("ben", message, "edit", "z"), 422, "client-id-reused");
        assertThat(client.seqs(room)).hasSize(7);
    }

    @Test
    void deletedMessageKeepsItsPlaceAndSaysNothing() {
        var message = said("secret");
        client.react("anna", message, THUMB, "r");
        client.edit("ben", message, "e", "also secret");
        var deleted = client.delete("ben", message, "d").body().path("entry");

        var now = read("cleo", message);
        assertThat(now.path("deletedAt").asString()).isEqualTo(deleted.path("at").asString());
        assertThat(now.path("data").toString()).isEqualTo("{\"type\":\"text\"}");
        assertThat(now.path("number").asLong()).isEqualTo(1);
        assertThat(now.has("reactions")).isFalse();
        assertThat(now.has("editedAt")).isFalse();
        assertThat(page()).containsExactly(now);
        assertThat(client.log(room).get(4).path("deletedAt")).isEqualTo(now.path("deletedAt"));
        assertThat(client.log(room)).extracting(entry -> entry.path("kind").asString())
                .endsWith("message", "reaction.added", "edit", "delete");
        assertThat(client.log(room).get(6).path("data").toString()).isEqualTo("{\"seq\":5}");
        assertThat(client.log(room).toString()).doesNotContain("secret");

        assertRefused(client.edit("ben", message, "e2", "y"), 409, "message-deleted");
        assertRefused(client.react("ben", message, THUMB, "r2"), 409, "message-deleted");
        assertRefused(client.takeBack("anna", message, THUMB, "r3"), 409, "message-deleted");
        assertThat(client.delete("anna", message, "d2").body().toString()).isEqualTo("{\"duplicate\":true}");
        assertThat(client.seqs(room)).hasSize(8);
    }

    @Test
    void deleteErasesWhatWasSaidFromTheStore() {
        client.newRoom(room, "anna", "ben", "cleo");
        var sent = client.send("ben", room, Map.of("clientId", "m", "type", "image", "content", "secret caption",
                "attachmentIds", List.of("image_png-secret"), "mentions", List.of("secret-friend")));
        var message = Client.message(room, sent.seq());
        for (int i = 0; i < 3; i++) {
            client.call("ben", HttpMethod.PATCH, message, Map.of("clientId", "e" + i, "content", "secret " + i,
                    "mentions", List.of("secret-friend")));
        }
        assertThat(stored()).contains("secret caption", "secret 0", "secret 2", "image_png-secret", "secret-friend");
        var hash = documents().get(4).getString("bodyHash");

        client.delete("ben", message, "d");

        Awaitility.await().untilAsserted(() -> assertThat(stored()).doesNotContain("secret", hash));
        assertThat(documents()).hasSize(9)
                .extracting(document -> document.getString("clientId"))
                .endsWith("m", "e0", "e1", "e2", "d");
        var original = client.send("ben", room, Map.of("clientId", "m", "type", "image", "content", "secret caption",
                "attachmentIds", List.of("image_png-secret"), "mentions", List.of("secret-friend")));
        assertThat(original.duplicate()).isTrue();
        assertThat(original.body().path("message").path("data").toString()).isEqualTo("{\"type\":\"image\"}");
        assertThat(original.body().path("message").has("deletedAt")).isTrue();
        assertThat(client.seqs(room)).hasSize(9);
    }

    @Test
    void messageIsEditedWithinItsWindowOnly() {
        client.newRoom(room, "anna", "ben", "cleo");
        old(5, Duration.ofDays(2).minusMinutes(1), Now.UNCHANGED);
        old(6, Duration.ofDays(2).plusSeconds(1), Now.UNCHANGED);

        assertThat(client.edit("ben", Client.message(room, 5), "e1", "y").status()).isEqualTo(200);
        var late = Client.message(room, 6);
        assertRefused(client.edit("ben", late, "e2", "y"), 409, "edit-window-closed");
        assertThat(client.react("ben", late, THUMB, "r1").status()).isEqualTo(200);
        assertThat(client.delete("ben", late, "d1").status()).isEqualTo(200);
    }

    @Test
    void t33_messageOfAnotherRoomIsNotFoundThroughOnesOwn() {
        var own = unique("change");
        said("x");
        client.newRoom(own, "dora");
        client.append(own, IntStream.range(0, 3).mapToObj(
                i -> Client.entry("2:" + i, "room.updated", "dora", Map.of("name", "n" + i))).toList());

        // The seq 5 of her room is no message, that of the other room is Ben's.
        assertRefused(client.edit("dora", Client.message(own, 5), "e", "y"), 404, "message-not-found");
        assertRefused(client.delete("dora", Client.message(own, 5), "d"), 404, "message-not-found");
        assertRefused(client.edit("dora", Client.message(room, 5), "e", "y"), 404, "room-not-found");
        assertRefused(client.delete("dora", Client.message(room, 5), "d"), 404, "room-not-found");
        assertRefused(client.react("dora", Client.message(room, 5), THUMB, "r"), 404, "room-not-found");
        assertThat(client.seqs(room)).hasSize(5);
    }

    @Test
    void differentEmojisOnOneMessageAreBounded() {
        var message = said("x");
        for (int i = 0; i < 20; i++) {
            assertThat(client.react("ben", message, Character.toString(0x1F600 + i), "r" + i).status()).isEqualTo(200);
        }
        assertRefused(client.react("ben", message, THUMB, "r20"), 409, "too-many-reactions");
        assertThat(client.react("cleo", message, Character.toString(0x1F600), "r0").status()).isEqualTo(200);
        client.takeBack("ben", message, Character.toString(0x1F601), "t");
        assertThat(client.react("ben", message, THUMB, "r21").status()).isEqualTo(200);
        assertThat(read("anna", message).path("reactions")).hasSize(20);
    }

    @Test
    void reactionsAndEditsOfOneMessageAreBounded() {
        client.newRoom(room, "anna", "ben", "cleo");
        var crowd = new Reaction(THUMB, IntStream.range(0, 1999).mapToObj(i -> "user-" + i).toList());
        old(5, Duration.ZERO, new Now(5, null, List.of(), null, null, List.of(crowd),
                LongStream.rangeClosed(1, 99).boxed().toList()));
        var message = Client.message(room, 5);

        assertThat(client.react("ben", message, HEART, "r1").status()).isEqualTo(200);
        assertRefused(client.react("anna", message, HEART, "r2"), 409, "too-many-reactions");
        assertThat(client.edit("ben", message, "e1", "y").status()).isEqualTo(200);
        assertRefused(client.edit("ben", message, "e2", "y"), 409, "too-many-edits");
    }

    @Test
    void editIsBoundedAsAMessageIs() {
        var message = said("x");
        assertThat(client.edit("ben", message, "e1", "y".repeat(8000)).status()).isEqualTo(200);
        assertFields(client.edit("ben", message, "e2", "y".repeat(8001)), "/content too-long");
        assertFields(client.edit("ben", message, "e2", "  "), "/content blank");
        assertFields(client.edit("ben", message, "e2", "\ud83d"), "/content not-unicode");
        assertFields(client.call("ben", HttpMethod.PATCH, message, Map.of()), "/content required",
                "/clientId required");
        assertFields(client.edit("ben", message, "no id", "y"), "/clientId invalid");
        assertFields(client.call("ben", HttpMethod.PATCH, message, Map.of("clientId", "e2", "content", "y", "mentions",
                IntStream.rangeClosed(0, 50).mapToObj(i -> "u" + i).toList())), "/mentions too-many");
        assertRefused(client.call("ben", HttpMethod.PATCH, message, Map.of("clientId", "e2", "content", 7)), 400,
                "malformed");
        assertRefused(client.call("ben", HttpMethod.PATCH, message, null), 400, "malformed");
        assertFields(client.call("ben", HttpMethod.DELETE, message, null), "/clientId required");
        assertFields(client.delete("ben", message, "a".repeat(65)), "/clientId invalid");
        assertThat(client.seqs(room)).hasSize(6);
    }

    @Test
    void servicesChangeNoMessages() {
        said("x");
        for (var kind : List.of("edit", "delete", "reaction.added", "reaction.removed")) {
            client.append(room, List.of(Client.entry("7:0", kind, "ben", Map.of("seq", 5, "emoji", THUMB))))
                    .expectStatus()
                    .isEqualTo(422);
        }
    }

    /** Ben's, at seq 5. */
    private String said(String content) {
        client.newRoom(room, "anna", "ben", "cleo");
        return Client.message(room, client.send("ben", room, Client.text("m", content)).seq());
    }

    private void role(String userId, String role, String version) {
        client.append(room, List.of(Client.entry(version + ":0", "member.role", "anna",
                Map.of("userId", userId, "role", role)))).expectStatus().isOk();
    }

    /** A message of Ben's that is in the log for some time. */
    private void old(long seq, Duration age, Now now) {
        var data = new EntryData.Message(MessageType.TEXT, "old", List.of(), null, null, List.of());
        var entry = new Entry(new EntryId(room, seq), seq - 4, Author.person("ben"), "old" + seq, "hash",
                Instant.now().minus(age).truncatedTo(ChronoUnit.MILLIS), data, true, now);
        messages.insert(List.of(entry)).then(messages.fold(entry)).block(Client.PATIENCE);
    }

    private JsonNode read(String userId, String message) {
        var answer = client.get(userId, message);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private List<JsonNode> page() {
        return client.get("anna", "/api/v1/rooms/" + room + "/messages").body().path("messages").valueStream().toList();
    }

    private List<Document> documents() {
        return database.getCollection("messages")
                .flatMapMany(messages -> Flux.from(messages.find(new Document("roomId", room))
                        .sort(new Document("_id", 1))))
                .collectList()
                .blockOptional(Client.PATIENCE)
                .orElseThrow();
    }

    private String stored() {
        return documents().stream().map(Document::toJson).toList().toString();
    }

    private static void assertChanged(Answer answer, long seq, boolean duplicate) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.entrySeq()).isEqualTo(seq);
        assertThat(answer.duplicate()).isEqualTo(duplicate);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }

    private static void assertFields(Answer answer, String... errors) {
        assertRefused(answer, 422, "invalid");
        assertThat(answer.body().path("errors")).extracting(error -> error.path("pointer").asString() + " "
                + error.path("code").asString()).containsExactly(errors);
    }
}
