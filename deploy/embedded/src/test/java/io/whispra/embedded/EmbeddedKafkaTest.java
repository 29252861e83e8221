package io.whispra.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedKafkaTest {
    private static final List<String> SENT = IntStream.range(0, 50).mapToObj(Integer::toString).toList();

    @TempDir
    Path directory;

    @Test
    void recordsInOrderOffsetsAndTopicsSurviveAReopen() throws Exception {
        try (var kafka = EmbeddedKafka.start(directory, 0, 0)) {
            createTopic(kafka);
            send(kafka, SENT.subList(0, 30));
            assertThat(read(kafka, 10)).isEqualTo(SENT.subList(0, 10));
        }
        try (var kafka = EmbeddedKafka.start(directory, 0, 0)) {
            send(kafka, SENT.subList(30, 50));
            assertThat(read(kafka, 40)).isEqualTo(SENT.subList(10, 50));
            assertThatThrownBy(() -> sendTo(kafka, "undeclared", SENT)).hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
            int port = taken.getLocalPort();
            assertThatIllegalStateException().isThrownBy(() -> EmbeddedKafka.start(directory, 0, port))
                    .withMessageContaining(Integer.toString(port));
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("log", 3, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedKafka kafka, List<String> values) throws Exception {
        sendTo(kafka, "log", values);
    }

    private static void sendTo(EmbeddedKafka kafka, String topic, List<String> values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", 1000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 1, "room", value)).get();
            }
        }
    }

    /** In a group that commits what it has read. */
    private static List<String> read(EmbeddedKafka kafka, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "readers",
                "enable.auto.commit", false,
                "auto.offset.reset", "earliest",
                "max.poll.records", 10);
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("log", 1)));
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(5)).forEach(r -> values.add(r.value()));
            }
            consumer.commitSync();
        }
        return values;
    }
}
