package io.whispra.gateway.revocation;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Where the reading of each partition stands. It outlives the consumer, so that the next one goes on where the last one failed. Used by
 * one thread.
 */
final class UserTopic {

    private final String name;
    private final RevocationProperties properties;
    private final Clock clock;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    UserTopic(String name, RevocationProperties properties, Clock clock) {
        this.name = name;
        this.properties = properties;
        this.clock = clock;
    }

    /** Gives the consumer all partitions, each at the oldest event that still matters if it is new to us. False: there is no such topic yet. */
    boolean assign(Consumer<?, ?> consumer) {
        var partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            return false;
        }
        consumer.assign(partitions);
        if (next.keySet().containsAll(partitions)) {
            seek(consumer);
        } else {
            rewind(consumer);
        }
        return true;
    }

    /** Goes to the oldest event that still matters, in all partitions. */
    void rewind(Consumer<?, ?> consumer) {
        var partitions = consumer.assignment();
        // In this order: what is written between the two questions lies behind the ends, and is read.
        ends.putAll(consumer.endOffsets(partitions));
        long since = clock.instant().minus(properties.life()).minus(properties.margin()).toEpochMilli();
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, since));
        consumer.offsetsForTimes(times).forEach((partition, found) -> next.put(partition,
                found == null ? ends.getOrDefault(partition, 0L) : Long.valueOf(found.offset())));
        seek(consumer);
    }

    private void seek(Consumer<?, ?> consumer) {
        consumer.assignment().forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
    }

    /** Remembers how far the consumer has come. True: to the ends that there were when it began. */
    boolean isReadBy(Consumer<?, ?> consumer) {
        consumer.assignment().forEach(partition -> next.put(partition, consumer.position(partition)));
        return ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    String name() {
        return name;
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
