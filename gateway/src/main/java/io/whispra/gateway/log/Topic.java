package io.whispra.gateway.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Where the reading of each partition stands. It outlives the consumer, so that the next one goes on where the last one failed. */
final class Topic {

    private final String name;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    Topic(String name) {
        this.name = name;
    }

    /** Gives the consumer all partitions, at the end when they are new to us. False: the topic does not exist yet. */
    boolean assign(Consumer<?, ?> consumer) {
        var partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            return false;
        }
        consumer.assign(partitions);
        if (!next.keySet().containsAll(partitions)) {
            next.putAll(consumer.endOffsets(partitions));
        }
        partitions.forEach(partition -> consumer.seek(partition, position(partition)));
        return true;
    }

    /** Goes to the end of partitions that no longer have what was to be read next. */
    void skipToEnd(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        next.putAll(consumer.endOffsets(partitions));
        partitions.forEach(partition -> consumer.seek(partition, position(partition)));
    }

    void read(ConsumerRecord<?, ?> record) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }

    String name() {
        return name;
    }

    private long position(TopicPartition partition) {
        return next.getOrDefault(partition, 0L);
    }

    private List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        @Nullable
        List<PartitionInfo> known;
        try {
            known = consumer.partitionsFor(name);
        } catch (UnknownTopicOrPartitionException _) {
            known = null;
        }
        return known == null
                ? List.of()
                : known.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    }
}
