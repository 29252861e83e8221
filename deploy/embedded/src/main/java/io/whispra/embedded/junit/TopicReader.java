package io.whispra.embedded.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning, without a group. */
record TopicReader(String bootstrapServers, String topic) {
    private static final Duration POLL = Duration.ofMillis(100);

    List<ConsumerRecord<byte[], byte[]>> read(int count, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            while (records.size() < count && System.nanoTime() < deadline) {
                if (isAssigned(consumer)) {
                    consumer.poll(POLL).forEach(records::add);
                } else {
                    LockSupport.parkNanos(POLL.toNanos());
                }
            }
        }
        return records;
    }

    /** False as long as the topic does not exist. */
    private boolean isAssigned(Consumer<?, ?> consumer) {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        return !consumer.assignment().isEmpty();
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
