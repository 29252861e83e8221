package io.whispra.message.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryData.Reason;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.EntryData.RoomCreated;
import io.whispra.message.entry.EntryData.RoomType;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import io.whispra.message.revocation.Revocations;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.client.RestClient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What reaches Kafka, and what a crash or an outage leaves to the relay. */
@ExtendWith(OutputCaptureExtension.class)
class RelayTest extends ServiceTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");

    @Autowired
    private Messages messages;
    @Autowired
    private Outbox outbox;
    @Autowired
    private Rooms rooms;

    private final String room = unique("outbox");

    @Test
    void whatIsAppendedIsPublishedInOrderAndMarked() {
        client.newRoom(room, "anna", "ben");
        for (int i = 0; i < 20; i++) {
            client.send("anna", room, Client.text("m" + i, "Text " + i));
        }

        Awaitility.await().untilAsserted(() -> assertThat(unpublished()).isEmpty());
        assertPublished(LongStream.rangeClosed(1, 23).boxed().toList());
        assertThat(published()).extracting(one -> new String(one.value(), UTF_8))
                .containsSequence(client.log(room).stream().map(Object::toString).toList());
    }

    @Test
    void recordCarriesItsEnvelopeInHeaders() {
        client.newRoom(room, "anna", "ben");
        var sent = client.send("anna", room, Client.text("m", "Text")).body().path("message");

        Awaitility.await().untilAsserted(() -> assertThat(unpublished()).isEmpty());
        assertPublished(List.of(1L, 2L, 3L, 4L));
        var message = published().getLast();
        assertThat(new String(message.key(), UTF_8)).isEqualTo(room);
        assertThat(headers(message)).isEqualTo(Map.of("ce_specversion", "1.0", "ce_id", room + ":4", "ce_source",
                "/message-service", "ce_type", "message", "ce_time", sent.path("at").asString(), "ce_number", "1",
                "content-type", "application/json"));
        assertThat(headers(published().get(2))).containsEntry("ce_type", "member.added").containsEntry("ce_subject",
                "ben");
    }

    @Test
    void f2_whatAnInstanceInsertedBeforeItDiedIsAppliedAndPublishedByAnother() {
        client.newRoom(room, "anna", "ben");
        Awaitility.await().untilAsserted(() -> assertThat(unpublished()).isEmpty());
        insert(entry(4, new MemberAdded("cleo", Role.MEMBER)), entry(5, new MemberRemoved("ben", Reason.REMOVED)));

        Awaitility.await().untilAsserted(() -> assertThat(unpublished()).isEmpty());

        assertPublished(List.of(1L, 2L, 3L, 4L, 5L));
        assertThat(client.internal("/internal/v1/users/cleo/rooms").body().path("rooms"))
                .anyMatch(joined -> joined.path("roomId").asString().equals(room));
        assertThat(client.internal("/internal/v1/users/ben/rooms").body().path("rooms"))
                .noneMatch(joined -> joined.path("roomId").asString().equals(room));
    }

    @Test
    void entriesOfADeadInstanceGoOutBeforeWhatIsAppendedToThem() {
        client.newRoom(room, "anna");
        Awaitility.await().untilAsserted(() -> assertThat(unpublished()).isEmpty());
        insert(entry(3, text("left behind")), entry(4, text("too")));

        assertThat(client.send("anna", room, Client.text("m", "after")).seq()).isEqualTo(5);

        Awaitility.await().untilAsserted(() -> assertThat(unpublished()).isEmpty());
        assertPublished(List.of(1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void whatComesBehindSomethingUnpublishedWaitsForTheRelayToo() {
        client.newRoom(room, "anna");
        Awaitility.await().untilAsserted(() -> assertThat(unpublished()).isEmpty());
        var lost = entry(3, text("was not taken by the broker"));
        var next = entry(4, text("next"));
        insert(lost, next);

        outbox.hold(lost.id());
        outbox.publish(List.of(next));

        assertPublished(List.of(1L, 2L, 3L, 4L));
        Awaitility.await().until(() -> !rooms.held().contains(room));
        assertThat(client.send("anna", room, Client.text("m", "after")).seq()).isEqualTo(5);
        assertPublished(List.of(1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void f13_withoutABrokerMessagesAreAcceptedAndPublishedInOrderLater(CapturedOutput output) {
        client.newRoom(room, "anna");
        // It may have no broker to publish to, but without revocations it would let nobody in.
        try (var cutOff = instanceOn("127.0.0.1:1", "spring.kafka.admin.operation-timeout=1s",
                "spring.kafka.consumer.bootstrap-servers=" + kafka.bootstrapServers(),
                "spring.kafka.admin.properties[default.api.timeout.ms]=500",
                "spring.kafka.admin.properties[request.timeout.ms]=400",
                "spring.kafka.producer.properties[max.block.ms]=100")) {
            Awaitility.await().until(cutOff.getBean(Revocations.class)::isKnown);
            var alone = clientOf(cutOff);
            for (int i = 0; i < 10; i++) {
                assertThat(alone.send("anna", room, Client.text("m" + i, "Classified")).status()).isEqualTo(201);
            }
            Awaitility.await()
                    .until(() -> readiness(cutOff.getEnvironment().getProperty("local.management.port", "")) == 200);
        }

        Awaitility.await().untilAsserted(() -> assertThat(unpublished()).isEmpty());
        assertPublished(LongStream.rangeClosed(1, 12).boxed().toList());
        assertThat(output.getAll()).containsPattern("(is not|could not be) published").doesNotContain("Classified",
                "payload");
    }

    @Test
    void f2_instanceIsReadyWhenWhatAnEarlierLifeLeftIsPublished() {
        // Sweeps of the instance under test would take it too: two of them must pass before.
        insert(entry(1, new RoomCreated(null, RoomType.GROUP, null, null, null)),
                entry(2, new MemberAdded("anna", Role.ADMIN)));
        try (var next = anotherInstance()) {
            Awaitility.await()
                    .until(() -> readiness(next.getEnvironment().getProperty("local.management.port", "")) == 200);
            assertThat(unpublished()).isEmpty();
            assertPublished(List.of(1L, 2L));
        }
    }

    private static int readiness(String port) {
        return RestClient.create()
                .get()
                .uri("http://127.0.0.1:" + port + "/actuator/health/readiness")
                .exchange((_, response) -> response.getStatusCode().value());
    }

    private List<EntryId> unpublished() {
        return messages.unpublished(1000)
                .filter(id -> id.roomId().equals(room))
                .collectList()
                .blockOptional(Client.PATIENCE)
                .orElseThrow();
    }

    /** In this order, each of them; what is there twice because two instances published it counts once, as it does for readers. */
    private void assertPublished(List<Long> seqs) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(published().stream().map(RelayTest::seq).distinct().toList()).isEqualTo(seqs));
    }

    private List<ConsumerRecord<byte[], byte[]>> published() {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(kafka.topic(TOPIC)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            for (var end : consumer.endOffsets(partitions).entrySet()) {
                while (consumer.position(end.getKey()) < end.getValue()) {
                    consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                }
            }
            return found.stream().filter(one -> new String(one.key(), UTF_8).equals(room)).toList();
        }
    }

    private static long seq(ConsumerRecord<byte[], byte[]> published) {
        var id = headers(published).getOrDefault("ce_id", ":0");
        return Long.parseLong(id.substring(id.indexOf(':') + 1));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> published) {
        return StreamSupport.stream(published.headers().spliterator(), false)
                .collect(Collectors.toMap(Header::key, header -> new String(header.value(), UTF_8)));
    }

    private void insert(Entry... entries) {
        messages.insert(List.of(entries)).block(Client.PATIENCE);
    }

    private Entry entry(long seq, EntryData data) {
        return new Entry(new EntryId(room, seq), 0, new Author("room-service", "anna"), "left:" + seq, "hash", NOW,
                data,
                true);
    }

    private static EntryData text(String content) {
        return new EntryData.Message(MessageType.TEXT, content, List.of(), null, null, List.of());
    }
}
