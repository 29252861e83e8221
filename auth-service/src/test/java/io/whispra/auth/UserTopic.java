package io.whispra.auth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.whispra.embedded.junit.KafkaExtension;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** All that is published of people, read as it comes by a thread that ends with the JVM. */
public final class UserTopic {

    private final KafkaExtension kafka;
    private final String topic;
    private final AtomicBoolean reading = new AtomicBoolean();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    UserTopic(KafkaExtension kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /** One event, as others read it. */
    public record Event(String key, String id, String type, JsonNode value) {

        static Event of(ConsumerRecord<String, byte[]> published) {
            return new Event(published.key(), header(published, "ce_id"), header(published, "ce_type"),
                    JsonMapper.shared().readTree(published.value()));
        }

        public String text(String field) {
            return value.path(field).asString("");
        }

        private static String header(ConsumerRecord<String, byte[]> published, String name) {
            return new String(published.headers().lastHeader(name).value(), UTF_8);
        }
    }

    List<Event> of(String userId) {
        return all().stream().filter(event -> event.key().equals(userId)).distinct().toList();
    }

    List<Event> all() {
        if (reading.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("user-topic").start(this::read);
        }
        return events;
    }

    private void read() {
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()), new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic)
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofMillis(100)).forEach(published -> events.add(Event.of(published)));
            }
        }
    }
}
