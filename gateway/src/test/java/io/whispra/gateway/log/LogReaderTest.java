package io.whispra.gateway.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.whispra.embedded.EmbeddedKafka;
import io.whispra.embedded.junit.KafkaExtension;
import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.hub.Hubs;
import io.whispra.gateway.hub.RecordingClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class LogReaderTest {

    @RegisterExtension
    static final KafkaExtension kafka = new KafkaExtension();

    private final Hub hub = Hubs.running();
    private final Counter skipped = Counter.builder("skipped").register(new SimpleMeterRegistry());
    private final RecordingClient client = Hubs.listening(hub, "r1");
    private @Nullable LogReader reader;

    @AfterEach
    void stop() {
        if (reader != null) {
            reader.stop();
        }
        hub.close();
    }

    @Test
    void f19t61PoisonRecordsAreCountedAndSkipped() throws Exception {
        var topic = kafka.topic("poison");
        kafka.createTopic(topic, 1);
        listen(kafka.bootstrapServers(), topic);
        try (var producer = producer(kafka.bootstrapServers())) {
            var poison = List.of(
                    record(topic, "r1", null, "r1:1", "message"),
                    record(topic, "r1", "not json", "r1:1", "message"),
                    record(topic, "r1", "", "r1:1", "message"),
                    record(topic, "r1", "{" + "x".repeat(300_000) + "}", "r1:1", "message"),
                    record(topic, "r1", "{}", null, "message"),
                    record(topic, "r1", "{}", "r1:1", null),
                    record(topic, "r1", "{}", "r1", "message"),
                    record(topic, "r1", "{}", "r1:0", "message"),
                    record(topic, "r1", "{}", "r1:-1", "message"),
                    record(topic, "r1", "{}", "r1:99999999999999999999", "message"),
                    record(topic, "r1", "{}", "../r1:1", "message"),
                    record(topic, "r2", "{}", "r1:1", "message"),
                    record(topic, null, "{}", "r1:1", "message"),
                    record(topic, "r1", "{}", "r1:1", "<script>"),
                    record(topic, "r1", "{}", "r1:" + "1".repeat(100_000), "message"));
            for (var bad : poison) {
                producer.send(bad).get();
            }
            var typed = record(topic, "r1", "{\"n\":1}", "r1:1", "message");
            typed.headers()
                    .add("spring_json_header_types", bytes("{\"x\":\"java.util.Timer[]\"}"))
                    .add("__TypeId__", bytes("org.apache.commons.io.output.ByteArrayOutputStream"))
                    .add("kafka_retry", new byte[0]);
            producer.send(typed).get();

            Awaitility.await().untilAsserted(() -> assertThat(got()).containsExactly("{\"n\":1}"));
            assertThat(skipped.count()).isEqualTo(poison.size());
        }
    }

    @Test
    void whatIsPublishedAfterListeningBeganIsDeliveredAsTheVeryBytes() throws Exception {
        var topic = kafka.topic("end");
        kafka.createTopic(topic, 24);
        try (var producer = producer(kafka.bootstrapServers())) {
            producer.send(record(topic, "r1", "{\"before\":1}", "r1:1", "message")).get();
            listen(kafka.bootstrapServers(), topic);
            producer.send(record(topic, "r1", "{\"a\" : 1.0}", "r1:1", "message")).get();
            producer.send(record(topic, "r1", "{\"ä\":\"\\u00e4\"}", "r1:2", "message")).get();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(got()).containsExactly("{\"a\" : 1.0}", "{\"ä\":\"\\u00e4\"}"));
        }
    }

    @Test
    void aTopicThatDoesNotExistYetIsWaitedFor() throws Exception {
        var topic = kafka.topic("late");
        start(kafka.bootstrapServers(), topic);
        Awaitility.await().during(Duration.ofMillis(500)).until(() -> !hub.isListening());

        kafka.createTopic(topic, 2);
        Awaitility.await().until(hub::isListening);

        try (var producer = producer(kafka.bootstrapServers())) {
            producer.send(record(topic, "r1", "{}", "r1:1", "message")).get();
            Awaitility.await().untilAsserted(() -> assertThat(got()).containsExactly("{}"));
        }
    }

    @Test
    void f14ARestartOfTheBrokerIsSurvivedAndNothingIsMissed(@TempDir Path directory) throws Exception {
        var broker = EmbeddedKafka.start(directory, 0, 0);
        var address = broker.bootstrapServers();
        var port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        createTopic(address, "entries");
        listen(address, "entries");
        publish(address, 1);
        Awaitility.await().untilAsserted(() -> assertThat(got()).hasSize(1));

        broker.close();
        try (var again = EmbeddedKafka.start(directory, port, 0)) {
            assertThat(again.bootstrapServers()).isEqualTo(address);
            publish(address, 2);

            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(got()).hasSize(2));
        }
    }

    @Test
    void f17AnotherReaderThatComesAndGoesDisturbsNobody() throws Exception {
        var topic = kafka.topic("others");
        kafka.createTopic(topic, 4);
        listen(kafka.bootstrapServers(), topic);
        var rounds = 50;
        var each = 10;
        try (var producer = producer(kafka.bootstrapServers()); var otherHub = Hubs.running()) {
            for (var round = 0; round < rounds; round++) {
                var other = reader(kafka.bootstrapServers(), topic, otherHub);
                other.start();
                for (var i = 1; i <= each; i++) {
                    var seq = round * each + i;
                    producer.send(record(topic, "r1", "{\"n\":" + seq + "}", "r1:" + seq, "message")).get();
                }
                other.stop();
            }
        }

        Awaitility.await().untilAsserted(() -> assertThat(got()).hasSize(rounds * each));
        assertThat(got()).isEqualTo(
                IntStream.rangeClosed(1, rounds * each).mapToObj(n -> "{\"n\":" + n + "}").toList());
        assertThat(client.data("resync")).isEmpty();
    }

    private void publish(String bootstrapServers, int seq) throws Exception {
        try (var producer = producer(bootstrapServers)) {
            producer.send(record("entries", "r1", "{}", "r1:" + seq, "message")).get();
        }
    }

    private void listen(String bootstrapServers, String topic) {
        start(bootstrapServers, topic);
        Awaitility.await().until(hub::isListening);
    }

    private void start(String bootstrapServers, String topic) {
        var started = reader(bootstrapServers, topic, hub);
        started.start();
        reader = started;
    }

    private LogReader reader(String bootstrapServers, String topic, Hub listening) {
        var properties = new LogProperties(Duration.ofMillis(100), 500, DataSize.ofKilobytes(256),
                Duration.ofMillis(100));
        Map<String, Object> settings = new HashMap<>(LogConfiguration.fixed(properties));
        settings.put("bootstrap.servers", bootstrapServers);
        return new LogReader(
                () -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new Topic(topic), listening, properties, skipped);
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void createTopic(String bootstrapServers, String name) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(2), Optional.empty()))).all().get();
        }
    }

    @SuppressWarnings("NullAway") // a poisoned record has no key or no value, which the producer's types do not say
    private static ProducerRecord<byte[], byte[]> record(String topic, @Nullable String key, @Nullable String value,
            @Nullable String id, @Nullable String type) {
        var record = new ProducerRecord<>(topic, key == null ? null : bytes(key), value == null ? null : bytes(value));
        if (id != null) {
            record.headers().add("ce_id", bytes(id));
        }
        if (type != null) {
            record.headers().add("ce_type", bytes(type));
        }
        return record;
    }

    private List<String> got() {
        return client.data("room.event");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
