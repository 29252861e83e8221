package io.whispra.gateway.chat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.whispra.gateway.problem.ProblemType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class ActionsTest extends OnChat {

    @Test
    void aMessageIsSentAndAcknowledgedAsTheServiceSays() {
        var anna = user();
        var room = room();
        log.added(room, anna);
        var person = connect(anna);

        var ack = person.ackText("message.send",
                "{\"roomId\":\"" + room + "\",\"clientId\":\"c1\",\"type\":\"text\",\"content\":\"hi\"}");

        var line = log.message(room, "other");
        assertThat(ack).startsWith("{\"ok\":true,\"data\":{\"message\":{\"roomId\":\"" + room + "\",\"seq\":2,")
                .endsWith(",\"duplicate\":false}}");
        assertThat(line.seq()).isEqualTo(3);
    }

    @Test
    void aRefusalOfTheServiceIsPassedOnAsItIs() {
        var person = connect(user());

        assertThat(person.ackText("message.send", "{\"roomId\":\"nowhere\",\"clientId\":\"c1\"}"))
                .isEqualTo("{\"ok\":false,\"error\":{\"code\":\"room-not-found\",\"status\":404}}");
    }

    @Test
    void f20ASendIsRefusedWhileTheServiceIsDown() {
        var person = connect(user());
        log.down(true);

        assertThat(person.ackText("message.send", "{\"roomId\":\"r1\"}")).startsWith("{\"ok\":false,")
                .contains("unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"roomId\":{\"$ne\":null}}", "{\"roomId\":7}", "[]", "null", "\"x\"",
            "{\"roomId\":[\"r1\"]}"})
    void t66WrongTypesAreMalformed(String data) {
        var person = connect(user());

        assertThat(person.refused("message.send", data).type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(person.refused("room.fetch", data).type()).isEqualTo(ProblemType.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"roomId\":null}", "{\"roomId\":\"\"}", "{\"roomId\":\"../../internal\"}",
            "{\"roomId\":\"a b\"}"})
    void unacceptableRoomIdsAreInvalid(String data) {
        assertThat(connect(user()).refused("message.send", data).type()).isEqualTo(ProblemType.INVALID);
    }

    @Test
    void anUnknownEventIsRefused() {
        var refusal = connect(user()).refused("room.destroy", "{}");

        assertThat(refusal.type().code()).isEqualTo("unknown-event");
    }

    @Test
    void syncBringsWhatIsMissingAndSaysTheRest() {
        var anna = user();
        var current = room();
        var behind = room();
        var far = room();
        log.added(current, anna);
        log.added(behind, anna);
        IntStream.range(0, 3).forEach(i -> log.message(behind, "m" + i));
        log.added(far, anna);
        IntStream.range(0, 30).forEach(i -> log.message(far, "m" + i));
        var person = connect(anna);

        var data = person.ack("sync",
                "{\"rooms\":{\"%s\":1,\"%s\":2,\"%s\":3,\"gone\":9},\"limit\":10}".formatted(current, behind, far))
                .path("data");

        assertThat(data.path("epoch").asString()).isEqualTo(log.epoch());
        assertThat(data.path("heads")).hasSize(3);
        assertThat(data.path("entries").propertyNames()).containsExactly(behind);
        assertThat(data.path("entries").path(behind)).extracting(entry -> entry.path("seq").asInt())
                .containsExactly(3, 4);
        assertThat(data.path("limited")).isEqualTo(json("[\"" + far + "\"]"));
        assertThat(data.path("removed")).isEqualTo(json("[\"gone\"]"));
        assertThat(data.path("more")).isEmpty();
    }

    @Test
    void syncNeverExceedsItsSizeAndEveryRoundGetsFurther() {
        var anna = user();
        var rooms = IntStream.range(0, 6).mapToObj(_ -> room()).toList();
        for (var room : rooms) {
            log.added(room, anna);
            IntStream.range(0, 10).forEach(_ -> log.message(room, "x".repeat(8_000)));
        }
        var person = connect(anna);
        var known = rooms.stream().collect(Collectors.toMap(room -> room, _ -> 1L));

        var rounds = 0;
        for (var more = true; more; rounds++) {
            var asked = known.entrySet().stream().map(room -> "\"" + room.getKey() + "\":" + room.getValue())
                    .collect(Collectors.joining(","));
            var text = person.ackText("sync", "{\"rooms\":{" + asked + "}}");
            assertThat(text.length()).isLessThanOrEqualTo(256 * 1024 + "{\"ok\":true,\"data\":}".length());
            var data = json(text).path("data");
            data.path("entries").properties().forEach(room -> room.getValue().forEach(entry -> assertThat(
                    known.merge(room.getKey(), 1L, Long::sum)).isEqualTo(entry.path("seq").asLong())));
            more = !data.path("more").isEmpty();
            assertThat(rounds).isLessThan(6);
        }

        assertThat(known.values()).allMatch(seq -> seq == 11);
        assertThat(rounds).isGreaterThan(1);
    }

    @Test
    void syncIsServedFromMemoryAfterAShortAbsence() {
        var anna = user();
        var ben = user();
        var room = room();
        log.added(room, anna);
        log.added(room, ben);
        var there = connect(ben);
        publish(log.message(room, "one"), log.message(room, "two"));
        Awaitility.await().until(() -> there.client().data("room.event").size() == 2);
        var back = connect(anna);
        message.forget();
        otherMessage.forget();

        var data = back.ack("sync", "{\"rooms\":{\"" + room + "\":2}}").path("data");

        assertThat(data.path("entries").path(room)).hasSize(2);
        assertThat(message.asked().size() + otherMessage.asked().size()).as("who is in which room").isEqualTo(1);
    }

    @Test
    void aClientThatIsAheadOfTheLogIsToldToForget() {
        var anna = user();
        var room = room();
        log.added(room, anna);

        assertThat(connect(anna).ack("sync", "{\"rooms\":{\"" + room + "\":500}}").path("data").path("limited"))
                .hasSize(1);
    }

    @Test
    void t37NothingFromBeforeAMembershipIsGivenWhereHistoryBeginsWithIt() {
        var anna = user();
        var ben = user();
        var room = room();
        log.historySinceJoined(room);
        log.added(room, ben);
        var there = connect(ben);
        publish(log.message(room, "secret"), log.added(room, anna), log.message(room, "open"));
        Awaitility.await().until(() -> there.client().data("room.event").size() == 3);
        var person = connect(anna);

        var fetched = person.ack("room.fetch", "{\"roomId\":\"" + room + "\",\"after\":1}").path("data");
        assertThat(fetched.path("entries")).extracting(entry -> entry.path("seq").asInt()).containsExactly(3, 4);
        for (var seq : List.of(0, 1)) {
            var far = person.ack("sync", "{\"rooms\":{\"" + room + "\":" + seq + "}}").path("data");
            assertThat(far.path("limited").path(0).asString()).isEqualTo(room);
            assertThat(far.path("entries")).isEmpty();
        }
        var near = person.ack("sync", "{\"rooms\":{\"" + room + "\":2}}").path("data");
        assertThat(near.path("entries").path(room)).extracting(entry -> entry.path("seq").asInt())
                .containsExactly(3, 4);
    }

    @Test
    void syncIsBoundedInRooms() {
        var person = connect(user());
        var allowed = rooms(200);

        assertThat(person.ack("sync", allowed).path("data").path("removed")).hasSize(200);
        assertThat(person.refused("sync", rooms(201)).type()).isEqualTo(ProblemType.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"rooms\":{},\"limit\":0}", "{\"rooms\":{},\"limit\":201}", "{\"rooms\":{\"r\":-1}}",
            "{\"rooms\":{\"$where\":1}}", "{\"rooms\":{\"r\":1000000000000}}"})
    void syncRefusesWhatIsOutOfBounds(String data) {
        assertThat(connect(user()).refused("sync", data).type()).isEqualTo(ProblemType.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"rooms\":[]}", "{\"rooms\":{\"r\":\"1\"}}", "{\"rooms\":{\"r\":1.5}}",
            "{\"rooms\":{},\"limit\":\"9\"}", "{\"rooms\":{\"r\":null}}"})
    void t66SyncRefusesWrongTypes(String data) {
        assertThat(connect(user()).refused("sync", data).type()).isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void syncOverRestIsTheSame() {
        var anna = user();
        var room = room();
        log.added(room, anna);
        log.message(room, "one");
        var body = "{\"rooms\":{\"" + room + "\":1}}";
        var overSocket = connect(anna).ack("sync", body).path("data");

        var overRest = json(String.valueOf(client().post()
                .uri("/api/v1/sync")
                .headers(headers -> headers.setBearerAuth(issuer.userToken(anna)))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));

        assertThat(overRest.path("entries")).isEqualTo(overSocket.path("entries"));
        assertThat(overRest.path("heads")).isEqualTo(overSocket.path("heads"));
        assertThat(overRest.propertyNames()).containsExactlyInAnyOrderElementsOf(overSocket.propertyNames());
    }

    @Test
    void syncOverRestRefusesInTheSameWay() {
        for (var body : Map.of("[]", 400, "{", 400, "", 400, rooms(201), 422).entrySet()) {
            client().post()
                    .uri("/api/v1/sync")
                    .headers(headers -> headers.setBearerAuth(issuer.userToken(user())))
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body.getKey())
                    .exchange()
                    .expectStatus()
                    .isEqualTo(body.getValue());
        }
        log.down(true);
        client().post()
                .uri("/api/v1/sync")
                .headers(headers -> headers.setBearerAuth(issuer.userToken(user())))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"rooms\":{}}")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After");
    }

    @Test
    void entriesAreFetchedForwardAndBackward() {
        var anna = user();
        var room = room();
        log.added(room, anna);
        IntStream.range(0, 9).forEach(i -> log.message(room, "m" + i));
        var person = connect(anna);

        var after = person.ack("room.fetch", "{\"roomId\":\"" + room + "\",\"after\":2,\"limit\":3}").path("data");
        var before = person.ack("room.fetch", "{\"roomId\":\"" + room + "\",\"before\":5,\"limit\":2}").path("data");

        assertThat(after.path("entries")).extracting(entry -> entry.path("seq").asInt()).containsExactly(3, 4, 5);
        assertThat(after.path("headSeq").asInt()).isEqualTo(10);
        assertThat(after.path("hasMore").asBoolean()).isTrue();
        assertThat(before.path("entries")).extracting(entry -> entry.path("seq").asInt()).containsExactly(3, 4);
    }

    @Test
    void whatWasJustDeliveredIsFetchedFromMemory() {
        var anna = user();
        var room = room();
        log.added(room, anna);
        var person = connect(anna);
        var lines = IntStream.range(0, 3).mapToObj(i -> log.message(room, "m" + i)).toList();
        lines.forEach(this::publish);
        Awaitility.await().until(() -> person.client().data("room.event").size() == 3);
        log.down(true);

        var ack = person.ackText("room.fetch", "{\"roomId\":\"" + room + "\",\"after\":2}");

        var entries = lines.get(1).json() + "," + lines.get(2).json();
        assertThat(ack).isEqualTo(
                "{\"ok\":true,\"data\":{\"entries\":[%s],\"headSeq\":4,\"hasMore\":false}}".formatted(entries));
    }

    @Test
    void aStrangerFetchesNothing() {
        var ben = user();
        var room = room();
        log.added(room, ben);
        connect(ben);
        publish(log.message(room, "secret"));
        message.forget();
        otherMessage.forget();
        var eve = issuer.userToken(user());

        connectWith(eve).ackText("room.fetch", "{\"roomId\":\"" + room + "\",\"after\":1}");

        assertThat(Stream.concat(message.asked().stream(), otherMessage.asked().stream()))
                .as("asked in her name, for the message service to refuse")
                .anyMatch(asked -> asked.uri().contains(room + "/entries?after=1")
                        && asked.headers().get("Authorization").endsWith(eve));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"roomId\":\"r\"}", "{\"roomId\":\"r\",\"after\":1,\"before\":2}",
            "{\"roomId\":\"r\",\"after\":-1}", "{\"roomId\":\"r\",\"after\":1,\"limit\":0}",
            "{\"roomId\":\"r\",\"after\":1,\"limit\":1000000000}"})
    void fetchRefusesWhatIsOutOfBounds(String data) {
        assertThat(connect(user()).refused("room.fetch", data).type()).isEqualTo(ProblemType.INVALID);
    }

    private static String rooms(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"unknown-" + i + "\":1")
                .collect(Collectors.joining(",", "{\"rooms\":{", "}}"));
    }
}
