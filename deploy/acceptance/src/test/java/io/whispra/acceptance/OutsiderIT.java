package io.whispra.acceptance;

import java.util.UUID;

import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing of a room reaches anybody outside it, not even that it exists. */
class OutsiderIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @Test
    void t29UnknownAndForbiddenRoomsAnswerAlike() {
        var ana = whispra.person("Ana");
        var eve = whispra.person("Eve");
        var roomId = ana.group("Secret");
        for (var path : new String[]{"", "/messages", "/messages/1", "/entries?after=0", "/participants"}) {
            var forbidden = eve.api().get(Person.room(roomId) + path);
            var unknown = eve.api().get(Person.room(UUID.randomUUID().toString()) + path);
            assertThat(forbidden.status()).as(path).isEqualTo(404);
            assertThat(unknown.status()).as(path).isEqualTo(404);
            assertThat(forbidden.code()).as(path).isEqualTo(unknown.code()).isEqualTo("room-not-found");
            assertThat(forbidden.body().path("detail")).as(path).isEqualTo(unknown.body().path("detail"));
        }
        var sent = eve.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "intruder", "Hello?"));
        assertThat(sent.status()).isEqualTo(404);
        assertThat(Log.contents(Log.read(ana, roomId))).isEmpty();
    }

    @Test
    void mediaOfARoomIsHiddenFromOutsiders() {
        var ana = whispra.person("Ana");
        var eve = whispra.person("Eve");
        var roomId = ana.group("Papers");
        var id = ana.api().upload("plan.pdf", "application/pdf", "%PDF-1.7\n%%EOF\n".getBytes(
                java.nio.charset.StandardCharsets.US_ASCII)).expect(201).path("id").asString();
        ana.api().post(Person.room(roomId) + "/messages",
                Json.object("{'clientId': 'plan', 'type': 'pdf', 'attachmentIds': ['%s']}", id)).expect(201);
        for (var path : new String[]{"", "/link", "/content"}) {
            assertThat(eve.api().get("/api/v1/attachments/" + id + path).status()).as(path).isEqualTo(404);
        }
        assertThat(ana.api().get("/api/v1/attachments/" + id + "/link").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void anOutsiderReceivesNoFrame(Transport transport) {
        var ana = whispra.person("Ana");
        var eve = whispra.person("Eve");
        var roomId = ana.group("Quiet");
        try (var anas = ana.connect(transport); var eves = eve.connect(transport)) {
            var timeline = Following.of(anas, roomId, Log.read(ana, roomId).size());
            for (var n = 0; n < 20; n++) {
                ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "n" + n, "Psst " + n))
                        .expect(201);
            }
            Waiting.until("all at the member", () -> timeline.applied().size() == 20 ? timeline : null);
            var fetch = eves.request("room.fetch", Json.object("{'roomId': '%s', 'after': 0, 'limit': 10}", roomId))
                    .join();
            var send = eves.request("message.send", Person.text(roomId, "x", "Hello?")).join();
            var sync = eves.request("sync", Json.object("{'rooms': {'%s': 0}, 'limit': 10}", roomId)).join();

            assertThat(fetch.path("error").path("code").asString()).isEqualTo("room-not-found");
            assertThat(send.path("error").path("code").asString()).isEqualTo("room-not-found");
            assertThat(sync.path("data").path("entries").has(roomId)).isFalse();
            assertThat(eves.received("room.event")).isEmpty();
            assertThat(eves.received("room.added")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void t30ARemovedMemberGetsTheRemovalAndNothingAfterIt(Transport transport) {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Short stay", budi);
        try (var budis = budi.connect(transport); var anas = ana.connect(transport)) {
            var anasTimeline = Following.of(anas, roomId, Log.read(ana, roomId).size());
            ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "before", "Before")).expect(201);
            ana.api().delete(Person.room(roomId) + "/participants/" + budi.id());
            for (var n = 0; n < 20; n++) {
                ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "after" + n, "After"))
                        .expect(201);
            }
            Waiting.until("all at the admin", () -> anasTimeline.applied().size() == 22 ? anasTimeline : null);
            var removed = budis.await("room.removed");
            var last = budis.received("room.event").reduce((_, b) -> b).orElseThrow();

            assertThat(last.path("kind").asString()).isEqualTo("member.removed");
            assertThat(removed.path("atSeq")).isEqualTo(last.path("seq"));
            assertThat(budi.api().get(Person.room(roomId) + "/messages").status()).isEqualTo(404);
        }
    }
}
