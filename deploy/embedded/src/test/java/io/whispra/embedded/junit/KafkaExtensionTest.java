package io.whispra.embedded.junit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaExtensionTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final KafkaExtension kafka = new KafkaExtension();

    @Test
    void aTopicsNameIsStableWithinAnInstanceAndNoOtherInstances() {
        assertThat(kafka.topic("log")).isEqualTo(kafka.topic("log")).startsWith("log");
        assertThat(new KafkaExtension().topic("log")).isNotEqualTo(kafka.topic("log"));
    }

    @Test
    void readsBackKeysHeadersAndValuesInTheOrderOfEachPartition() {
        String topic = kafka.topic("ordered");
        kafka.createTopic(topic, 4);
        send(topic, "room-1", "room-2");
        List<ConsumerRecord<byte[], byte[]>> records = kafka.records(topic, 40, SOON);
        assertThat(records).hasSize(40).allSatisfy(r -> assertThat(text(r.headers().lastHeader("ce_type").value()))
                .isEqualTo("message"));
        List<String> numbers = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        for (String room : List.of("room-1", "room-2")) {
            assertThat(records.stream().filter(r -> text(r.key()).equals(room)).map(r -> text(r.value())))
                    .isEqualTo(numbers);
        }
    }

    @Test
    void createsATopicOnceWithItsPartitions() throws Exception {
        String topic = kafka.topic("declared");
        kafka.createTopic(topic, 3);
        kafka.createTopic(topic, 3);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.describeTopics(List.of(topic)).allTopicNames().get().values()).singleElement()
                    .satisfies(description -> assertThat(description.partitions()).hasSize(3));
        }
    }

    @Test
    void givesWhatThereIsWhenTheTimeIsOver() {
        Duration briefly = Duration.ofMillis(300);
        assertThat(kafka.records(kafka.topic("never-made"), 1, briefly)).isEmpty();
        String topic = kafka.topic("short");
        kafka.createTopic(topic, 1);
        send(topic, "room-1");
        assertThat(kafka.records(topic, 1000, Duration.ofSeconds(1))).hasSize(20);
    }

    private static void send(String topic, String... keys) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 20; i++) {
                for (String key : keys) {
                    var record = new ProducerRecord<>(topic, bytes(key), bytes(Integer.toString(i)));
                    record.headers().add("ce_type", bytes("message"));
                    var _ = producer.send(record);
                }
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
