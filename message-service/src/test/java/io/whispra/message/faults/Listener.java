package io.whispra.message.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** Reads a topic from its beginning, through whatever happens to the broker, and follows all its rooms. */
final class Listener implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<String, Follower> followers = new HashMap<>();

    Listener(String brokers, String topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void poll() {
        if (consumer.assignment().isEmpty()) {
            var partitions = consumer.partitionsFor(topic)
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        for (var records = consumer.poll(POLL); !records.isEmpty(); records = consumer.poll(POLL)) {
            records.forEach(one -> {
                var entry = JsonMapper.shared().readTree(one.value());
                follower(entry.path("roomId").asString()).hears(entry);
            });
        }
    }

    Follower follower(String room) {
        return followers.computeIfAbsent(room, Follower::new);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
