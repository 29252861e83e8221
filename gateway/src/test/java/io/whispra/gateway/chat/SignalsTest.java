package io.whispra.gateway.chat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.gateway.Contracts;
import io.whispra.gateway.kafka.TopicReader;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.socket.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What passes in rooms and may be lost, over a real topic. */
class SignalsTest extends OnChat {

    private static final Duration QUIET = Duration.ofMillis(300);

    private final String anna = user();
    private final String ben = user();
    private final String here = room();

    @Autowired
    private TopicReader signalReader;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void bothAreInTheRoom() {
        log.added(here, anna);
        log.added(here, ben);
        Awaitility.await().until(signalReader::isInPlace);
    }

    @Test
    void typingIsSeenByTheOthersInTheRoomAndByNobodyElse() {
        var eve = user();
        log.added(room(), eve);
        var types = connect(anna);
        var hersToo = connect(anna);
        var sees = connect(ben);
        var stranger = connect(eve);

        assertThat(types.ackText("typing", typing(here, true))).isEmpty();

        assertThat(json(told(sees, "room.signal", 1).getFirst())).isEqualTo(json("""
                {"roomId":"%s","kind":"typing","userId":"%s","on":true,"expiresInMs":6000}""".formatted(here, anna)));
        assertThat(sees.client().events()).filteredOn(event -> event.name().equals("room.signal"))
                .allMatch(Event::lossy);
        for (var other : List.of(types, hersToo, stranger)) {
            assertThat(other.client().data("room.signal")).isEmpty();
        }
    }

    @Test
    void t40NobodyTypesInARoomOfOthers() {
        var sees = connect(ben);
        var eve = connect(user());

        for (var foreign : List.of(here, room())) {
            assertThat(eve.refused("typing", typing(foreign, true)).type()).isEqualTo(ProblemType.ROOM_NOT_FOUND);
            assertThat(eve.refused("typing", typing(foreign, true)).detail())
                    .isEqualTo("The caller is in no such room.");
        }
        connect(anna).ackText("typing", typing(here, false));
        assertThat(toldLater(sees)).isEmpty();
    }

    @Test
    void t63TypingIsPassedOnOnceInAWhileAndItsEndAtOnce() {
        var sees = connect(ben);
        var types = connect(anna);

        for (var i = 0; i < 20; i++) {
            types.ackText("typing", typing(here, true));
        }
        types.ackText("typing", typing(here, false));
        for (var i = 0; i < 20; i++) {
            types.ackText("typing", typing(here, true));
            types.ackText("typing", typing(here, false));
        }

        assertThat(told(sees, "room.signal", 2)).extracting(data -> json(data).path("on").asBoolean())
                .containsExactly(true, false);
        assertThat(toldLater(sees)).hasSize(2);
    }

    @Test
    void t30WhoWasRemovedHearsNoSignals() {
        var removed = connect(anna);
        var stays = connect(user(here));
        publish(log.removed(here, anna));
        Awaitility.await().until(() -> !removed.client().data("room.removed").isEmpty());

        connect(ben).ackText("typing", typing(here, true));
        publish(read(ben, 2, true));
        publish(read(anna, 2, true));
        publish(settings(anna));

        told(stays, "room.signal", 2);
        assertThat(removed.client().events().getLast().name()).isEqualTo("room.removed");
        assertThat(removed.refused("typing", typing(here, true)).type()).isEqualTo(ProblemType.ROOM_NOT_FOUND);
    }

    @Test
    void onesOwnMarkerReachesAllOfOnesConnectionsAndTheOthersHearOfIt() {
        var hers = List.of(connect(anna), connect(anna));
        var sees = connect(ben);

        publish(read(anna, 2, true));

        for (var one : hers) {
            assertThat(json(told(one, "user.event", 1).getFirst())).isEqualTo(json("""
                    {"roomId":"%s","type":"room.read","lastReadSeq":2,"lastReadNumber":1,"unread":3,"mentions":1}"""
                    .formatted(here)));
        }
        assertThat(json(told(sees, "room.signal", 1).getFirst())).isEqualTo(json("""
                {"roomId":"%s","kind":"read","markers":{"%s":2}}""".formatted(here, anna)));
        assertThat(hers).allMatch(one -> one.client().data("room.signal").isEmpty());
        assertThat(sees.client().data("user.event")).isEmpty();
    }

    @Test
    void markersOfManyComeTogetherAndThoseOfLargeRoomsNotAtAll() {
        var sees = connect(ben);
        var readers = new ArrayList<String>();
        for (var i = 0; i < 30; i++) {
            readers.add(user());
        }

        publish(read(user(), 9, false));
        for (var seq = 3; seq >= 1; seq--) {
            for (var reader : readers) {
                publish(read(reader, seq, true));
            }
        }

        var markers = json("{}");
        Awaitility.await().until(() -> sees.client().data("room.signal").stream()
                .mapToInt(data -> json(data).path("markers").size()).sum() >= readers.size());
        for (var data : sees.client().data("room.signal")) {
            json(data).path("markers").properties()
                    .forEach(marker -> ((ObjectNode) markers).set(marker.getKey(),
                            marker.getValue()));
        }
        assertThat(sees.client().data("room.signal")).hasSizeLessThanOrEqualTo(3);
        assertThat(markers.propertyNames()).containsExactlyInAnyOrderElementsOf(readers);
        assertThat(json(sees.client().data("room.signal").getFirst()).path("markers")).allMatch(
                seq -> seq.asInt() == 3);
    }

    @Test
    void onesOwnSettingsReachAllOfOnesConnections() {
        var hers = connect(anna);
        var his = connect(ben);

        publish(settings(anna));

        assertThat(json(told(hers, "user.event", 1).getFirst())).isEqualTo(json("""
                {"roomId":"%s","type":"room.settings","muted":true,"archived":false}""".formatted(here)));
        assertThat(his.client().data("user.event")).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void t61RecordsThatAreNoSignalsAreCountedAndPassedOver() {
        var sees = connect(ben);
        var before = skipped();
        var bad = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var value : new @Nullable String[]{null, "", "nonsense", "[]", "{}", "{\"roomId\":7,\"userId\":{}}",
                "{\"roomId\":\"other\",\"userId\":\"x\",\"on\":true}",
                "{\"roomId\":\"" + here + "\",\"userId\":\"../x\",\"on\":true}",
                "{\"roomId\":\"" + here + "\",\"userId\":\"x\",\"on\":\"yes\"}", "[".repeat(9_000),
                "x".repeat(900_000)}) {
            bad.add(signal("typing", value));
        }
        bad.add(signal("unknown", "{}"));
        bad.add(signal("x".repeat(200_000), "{}"));
        bad.add(signal("read", "{\"roomId\":\"" + here + "\",\"userId\":\"x\",\"seq\":-1}"));
        bad.add(new ProducerRecord<>(signals(), null, bytes("{}")));
        bad.forEach(this::publish);

        connect(anna).ackText("typing", typing(here, true));

        assertThat(told(sees, "room.signal", 1)).hasSize(1);
        Awaitility.await().until(() -> skipped() - before == bad.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"roomId\":{\"$ne\":1},\"on\":true}", "{\"roomId\":\"r\",\"on\":\"true\"}",
            "{\"roomId\":\"r\",\"on\":{\"$gt\":0}}", "{\"roomId\":\"r\",\"on\":1}", "[]"})
    void t66TypingOfWrongTypesIsMalformed(String data) {
        assertThat(connect(anna).refused("typing", data).type()).isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void whatIsWrittenIsAsTheSampleSays() {
        connect(anna).ackText("typing", typing(here, true));

        var sample = Contracts.read("contracts/signals/typing.json");
        var written = Awaitility.await()
                .until(() -> kafka.records(signals(), 1, Duration.ofSeconds(1)).stream().filter(this::isOurs).toList(),
                        found -> !found.isEmpty())
                .getLast();
        var value = json(new String(written.value(), StandardCharsets.UTF_8));
        assertThat(value.propertyNames()).containsExactlyElementsOf(sample.path("value").propertyNames());
        assertThat(value.path("userId").asString()).isEqualTo(anna);
        assertThat(header(written, "ce_subject")).isEqualTo(anna);
        for (var name : List.of("ce_specversion", "ce_source", "ce_type", "content-type")) {
            assertThat(header(written, name)).isEqualTo(sample.path("headers").path(name).asString());
        }
        assertThat(written.headers().toArray()).hasSize(sample.path("headers").size());
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> written) {
        return here.equals(new String(written.key() == null ? new byte[0] : written.key(), StandardCharsets.UTF_8))
                && header(written, "ce_type").equals("typing");
    }

    private static String header(ConsumerRecord<byte[], byte[]> written, String name) {
        return new String(written.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private String user(String room) {
        var userId = user();
        log.added(room, userId);
        return userId;
    }

    private double skipped() {
        return meters.get("whispra.topic.skipped").tag("topic", signals()).counter().count();
    }

    private static String typing(String room, boolean on) {
        return "{\"roomId\":\"" + room + "\",\"on\":" + on + "}";
    }

    private ProducerRecord<byte[], byte[]> read(String userId, long seq, boolean shared) {
        return signal("read", """
                {"roomId":"%s","userId":"%s","seq":%d,"number":1,"unread":3,"mentions":1,"shared":%s}"""
                .formatted(here, userId, seq, shared));
    }

    private ProducerRecord<byte[], byte[]> settings(String userId) {
        return signal("settings", """
                {"roomId":"%s","userId":"%s","muted":true,"archived":false}""".formatted(here, userId));
    }

    @SuppressWarnings("NullAway") // Kafka takes null for both, and says so nowhere
    private ProducerRecord<byte[], byte[]> signal(String type, @Nullable String value) {
        var record = new ProducerRecord<>(signals(), bytes(here), value == null ? null : bytes(value));
        record.headers().add("ce_type", bytes(type));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> told(Person person, String event, int count) {
        return Awaitility.await().until(() -> person.client().data(event), told -> told.size() >= count);
    }

    /** What was told when nothing more comes. */
    private static List<String> toldLater(Person person) {
        Awaitility.await().pollDelay(QUIET).until(() -> true);
        return person.client().data("room.signal");
    }
}
