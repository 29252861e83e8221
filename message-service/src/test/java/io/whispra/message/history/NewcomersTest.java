package io.whispra.message.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.ServiceTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Anna's room shows to newcomers what came with them and after. She says "before" at 3, before Ben comes in at 4. */
class NewcomersTest extends ServiceTest {

    private static final String THUMB = "\ud83d\udc4d";

    private final String room = unique("newcomers");
    private final String anna = unique("anna");
    private final String ben = unique("ben");
    private final String cleo = unique("cleo");
    private final String dora = unique("dora");
    private final String eve = unique("eve");
    private int version = 1;

    @Test
    void t37_newcomerReadsFromTheirJoiningOn() {
        room("joined");
        add(ben);
        client.send(anna, room, Client.text("m2", "after"));

        assertReads(client, ben, 4, 5);
        assertReads(client, anna, 2, 5);
        assertThat(page(client, ben, "?around=3").body().path("messages"))
                .extracting(message -> message.path("seq").asLong())
                .containsExactly(5L);
        assertThat(page(client, ben, "?before=4").body().toString())
                .isEqualTo("{\"messages\":[],\"hasMore\":false,\"asOfSeq\":5}");
    }

    @Test
    void t37_whatIsBeforeIsNoTargetOfAnything() {
        room("joined");
        add(ben, "admin");
        var before = Client.message(room, 3);

        assertThat(client.get(ben, before).code()).isEqualTo("message-not-found");
        assertThat(client.edit(ben, before, "e", "x").code()).isEqualTo("message-not-found");
        assertThat(client.delete(ben, before, "d").code()).isEqualTo("message-not-found");
        assertThat(client.react(ben, before, THUMB, "r").code()).isEqualTo("message-not-found");
        assertThat(client.takeBack(ben, before, THUMB, "r2").code()).isEqualTo("message-not-found");
        var reply = client.send(ben, room, Map.of("clientId", "m", "type", "text", "content", "x", "replyTo", 3));
        var unknown = client.send(ben, room, Map.of("clientId", "m", "type", "text", "content", "x", "replyTo", 99));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("errors")).isEqualTo(unknown.body().path("errors"));
        assertThat(client.seqs(room)).hasSize(4);
    }

    /** As in Complement's TestFetchHistoricalInvitedEventFromBeforeInvite and its kin. */
    @Test
    void t37_whoComesBackHasTheViewOfTheNewMembership() {
        room("shared");
        add(ben);
        var mine = client.send(ben, room, Client.text("mine", "while in"));
        client.remove(room, ben, version());
        client.send(anna, room, Client.text("m2", "while out"));
        change(Map.of("history", "joined"));
        add(ben);

        assertReads(client, ben, 9, 9);
        assertThat(client.get(ben, Client.message(room, mine.seq())).code()).isEqualTo("message-not-found");
        assertThat(client.edit(ben, Client.message(room, mine.seq()), "e", "x").code())
                .isEqualTo("message-not-found");
        client.remove(room, ben, version());
        change(Map.of("history", "shared"));
        add(ben);
        assertReads(client, ben, 1, 12);
    }

    @Test
    void t37_laterChangeOfTheSettingChangesNothingForThoseWhoAreIn() {
        room("joined");
        add(ben);
        change(Map.of("history", "shared", "name", "Open"));
        add(cleo);
        change(Map.of("history", "joined"));
        change(Map.of("name", "Another"));
        add(dora);

        assertReads(client, ben, 4, 9);
        assertReads(client, cleo, 1, 9);
        assertReads(client, dora, 9, 9);
    }

    @Test
    void t37_instancesThatAreWarmAndColdAgree() {
        room("joined");
        add(ben);
        try (var other = anotherInstance()) {
            var cold = clientOf(other);
            // It knows the setting from the watermark only.
            cold.append(room,
                    List.of(Client.entry("80:0", "member.added", anna, Map.of("userId", eve, "role", "member"))))
                    .expectStatus().isOk();
            assertReads(client, eve, 5, 5);
            assertReads(cold, ben, 4, 5);
            change(Map.of("history", "shared"));
            add(cleo);
            assertReads(cold, cleo, 1, 7);
            assertReads(cold, ben, 4, 7);
            cold.append(room, List.of(Client.entry("90:0", "room.updated", anna, Map.of("history", "joined")),
                    Client.entry("90:1", "member.added", anna, Map.of("userId", dora, "role", "member"))))
                    .expectStatus().isOk();
            assertThat(client.react(dora, Client.message(room, 3), THUMB, "r").code()).isEqualTo("message-not-found");
            for (var instance : List.of(client, cold)) {
                assertReads(instance, dora, 9, 9);
                assertReads(instance, ben, 4, 9);
            }
        }
    }

    @Test
    void historyBeginsWithTheFirstEntryWhereTheSettingIsNotOne() {
        client.newRoom(room, anna, ben);
        assertThat(
                client.internal("/internal/v1/rooms/" + room + "/members/" + ben).body().path("historyFrom").asLong())
                .isEqualTo(1);
    }

    private void room(String history) {
        client.append(room, List.of(
                Client.entry("1:0", "room.created", anna,
                        Map.of("type", "group", "name", "Room", "history", history)),
                Client.entry("1:1", "member.added", anna, Map.of("userId", anna, "role", "admin"))))
                .expectStatus().isOk();
        client.send(anna, room, Client.text("m1", "before"));
    }

    private void add(String userId) {
        add(userId, "member");
    }

    private void add(String userId, String role) {
        client.append(room,
                List.of(Client.entry(version() + ":0", "member.added", anna, Map.of("userId", userId, "role", role))))
                .expectStatus().isOk();
    }

    private void change(Map<String, String> settings) {
        client.append(room, List.of(Client.entry(version() + ":0", "room.updated", anna, settings)))
                .expectStatus().isOk();
    }

    private String version() {
        return Integer.toString(++version);
    }

    /** In each of the ways in which it can be read. */
    private void assertReads(Client instance, String userId, long begin, long head) {
        assertThat(instance.internal(membership(userId)).body().path("historyFrom").asLong()).isEqualTo(begin);
        assertThat(instance.internal("/internal/v1/users/" + userId + "/rooms").body().path("rooms").valueStream()
                .filter(joined -> joined.path("roomId").asString().equals(room)))
                .extracting(joined -> joined.path("historyFrom").asLong())
                .containsExactly(begin);
        for (var query : List.of("", "?before=" + (head + 1) + "&limit=200", "?after=1&limit=200")) {
            assertThat(seqs(instance.get(userId, path() + "/entries" + query), "entries"))
                    .allMatch(seq -> seq >= begin)
                    .contains(head);
        }
        assertThat(seqs(page(instance, userId, ""), "messages")).allMatch(seq -> seq >= begin);
        assertThat(instance.get(userId, Client.message(room, 3)).status()).isEqualTo(begin <= 3 ? 200 : 404);
    }

    private String membership(String userId) {
        return "/internal/v1/rooms/" + room + "/members/" + userId;
    }

    private String path() {
        return "/api/v1/rooms/" + room;
    }

    private Answer page(Client instance, String userId, String query) {
        return instance.get(userId, path() + "/messages" + query);
    }

    private static List<Long> seqs(Answer answer, String field) {
        assertThat(answer.status()).isEqualTo(200);
        var seqs = new ArrayList<Long>();
        answer.body().path(field).forEach(entry -> seqs.add(entry.path("seq").asLong()));
        return seqs;
    }
}
