package io.whispra.gateway.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all partitions of a topic in a thread of its own and outside of any group. Whatever goes wrong, it goes on; a record that cannot be read
 * is counted. It is no part of readiness: what it brings may be missed.
 */
public final class TopicReader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofMillis(100);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Map<String, Object> admin;
    private final Declaration topic;
    private final Reading reading;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile boolean inPlace;
    private volatile @Nullable Thread thread;

    /** Where one begins. */
    public enum From {
        /** At what Kafka still has; a reader that fails goes on where it stopped. */
        BEGINNING,
        /** At what comes; what came while a reader had failed is passed over. */
        END;

        String reset() {
            return this == BEGINNING ? "earliest" : "latest";
        }
    }

    /** Takes records, in order. */
    @FunctionalInterface
    public interface Taker {

        /** False, or any exception but an interruption: the record is not what the topic is for. Waiting here holds up the reading. */
        boolean take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    /** How one reads, and where one counts what could not be read. */
    record Reading(From from, Taker taker, TopicsProperties properties, Counter skipped) {}

    TopicReader(Supplier<Consumer<byte[], byte[]>> consumers, Map<String, Object> admin, Declaration topic,
            Reading reading) {
        this.consumers = consumers;
        this.admin = admin;
        this.topic = topic;
        this.reading = reading;
    }

    @Override
    public void start() {
        var started = Thread.ofPlatform().name(topic.name()).daemon().unstarted(this::run);
        thread = started;
        started.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        inPlace = false;
        if (running != null) {
            running.interrupt();
            try {
                running.join(STOP);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Whether it has found its place: what is written from then on is read. */
    public boolean isInPlace() {
        return inPlace;
    }

    private void run() {
        while (isRunning()) {
            try (var consumer = new Closing(consumers.get())) {
                read(consumer.consumer());
            } catch (InterruptedException | InterruptException _) {
                log.debug("Reading {} ends", topic.name());
            } catch (RuntimeException e) {
                log.warn("Reading {} failed, and begins again: {}", topic.name(), e.toString());
                pause();
            }
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        var partitions = partitions(consumer);
        while (partitions.isEmpty()) {
            topic.make(admin, reading.properties().patience());
            Thread.sleep(FRESH);
            partitions = partitions(consumer);
            if (partitions.isEmpty()) {
                Thread.sleep(reading.properties().retryAfter());
            }
        }
        place(consumer, partitions);
        inPlace = true;
        while (isRunning()) {
            for (var record : consumer.poll(reading.properties().pollTimeout())) {
                next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                if (!taken(record)) {
                    reading.skipped().increment();
                    log.debug("Skipped a record: {}-{} at {}", record.topic(), record.partition(), record.offset());
                }
            }
        }
    }

    private boolean taken(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        var value = record.value();
        if (value != null && value.length > reading.properties().maxRecord().toBytes()) {
            return false;
        }
        try {
            return reading.taker().take(record);
        } catch (RuntimeException e) {
            log.debug("A record could not be read", e);
            return false;
        }
    }

    private void place(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        var begins = reading.from() == From.BEGINNING
                ? consumer.beginningOffsets(partitions)
                : consumer.endOffsets(partitions);
        for (var partition : partitions) {
            var begin = begins.getOrDefault(partition, 0L);
            consumer.seek(partition,
                    reading.from() == From.BEGINNING ? Math.max(begin, next.getOrDefault(partition, 0L)) : begin);
        }
    }

    private List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        @Nullable
        List<PartitionInfo> known;
        try {
            known = consumer.partitionsFor(topic.name());
        } catch (UnknownTopicOrPartitionException _) {
            known = null;
        }
        return known == null
                ? List.of()
                : known.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    }

    private void pause() {
        try {
            Thread.sleep(reading.properties().retryAfter());
        } catch (InterruptedException _) {
            log.debug("Reading {} ends", topic.name());
        }
    }

    /** Closes in time, also in a thread that was interrupted: whether it goes on is not decided by that flag. */
    private record Closing(Consumer<byte[], byte[]> consumer) implements AutoCloseable {

        @Override
        public void close() {
            Thread.interrupted();
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }
}
