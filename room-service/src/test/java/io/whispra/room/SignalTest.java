package io.whispra.room;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What the other devices of a person, and the others in a room, are told at once. */
class SignalTest extends LogTopicTest {

    private final String alice = somebody("alice");
    private final String bob = somebody("bob");

    @Test
    void aMarkerThatMovesAndAPreferenceThatChangesAreToldOnce() {
        var room = group(alice, bob);
        publishAll(room);
        publish(log.message(room, alice, Map.of("type", "text", "content", "you", "mentions", List.of(bob))));
        publish(log.message(room, alice, Map.of("type", "text", "content", "and you", "mentions", List.of(bob))));
        awaitHead(alice, room, 5);

        put(bob, "/" + room + "/read", Map.of("seq", 4)).expectStatus().isOk();
        put(bob, "/" + room + "/read", Map.of("seq", 4)).expectStatus().isOk();
        put(bob, "/" + room + "/read", Map.of("seq", 3)).expectStatus().isOk();
        put(bob, "/" + room + "/read", Map.of("seq", 99)).expectStatus().isEqualTo(422);
        patch(bob, "/" + room + "/participants/me", Map.of("archived", true)).expectStatus().isOk();
        patch(bob, "/" + room + "/participants/me", Map.of("archived", true)).expectStatus().isOk();
        post(alice, "/" + room + "/participants", Map.of("userId", somebody("carol"))).expectStatus().isCreated();
        post(alice, "/" + room + "/participants", Map.of("userId", somebody("dave"))).expectStatus().isCreated();
        put(bob, "/" + room + "/read", Map.of("seq", 5)).expectStatus().isOk();

        var ofRoom = kafka.records(kafka.topic("signals"), Integer.MAX_VALUE, Duration.ofSeconds(2)).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(room)).toList();
        assertThat(ofRoom).extracting(record -> new String(record.value(), UTF_8)).containsExactly(
                value(room, "\"seq\":4,\"number\":1,\"unread\":1,\"mentions\":1,\"shared\":true}"),
                value(room, "\"muted\":false,\"archived\":true}"),
                value(room, "\"seq\":5,\"number\":2,\"unread\":0,\"mentions\":0,\"shared\":false}"));
        assertThat(ofRoom).extracting(record -> header(record, "ce_type")).containsExactly("read", "settings", "read");
        assertThat(ofRoom).extracting(record -> header(record, "ce_subject")).containsOnly(bob);
        assertThat(ofRoom).extracting(record -> header(record, "ce_id")).doesNotHaveDuplicates();
    }

    private String value(String room, String rest) {
        return "{\"roomId\":\"" + room + "\",\"userId\":\"" + bob + "\"," + rest;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
