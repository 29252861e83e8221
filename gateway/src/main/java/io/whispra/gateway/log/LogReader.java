package io.whispra.gateway.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.whispra.gateway.hub.Entry;
import io.whispra.gateway.hub.Hub;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all partitions from their ends, in a thread of its own and outside of any group, and hands entries to the hub. While the hub takes no
 * more, nothing is polled. A record that is no entry is counted and skipped.
 */
final class LogReader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LogReader.class);
    private static final String LOST = "log-lost";
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Topic topic;
    private final Hub hub;
    private final LogProperties properties;
    private final Counter skipped;
    private final Records records;
    private volatile @Nullable Thread thread;

    LogReader(Supplier<Consumer<byte[], byte[]>> consumers, Topic topic, Hub hub, LogProperties properties,
            Counter skipped) {
        this.consumers = consumers;
        this.topic = topic;
        this.hub = hub;
        this.properties = properties;
        this.skipped = skipped;
        this.records = new Records(properties);
    }

    @Override
    public void start() {
        var started = Thread.ofPlatform().name("log").unstarted(this::run);
        thread = started;
        started.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
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

    private void run() {
        while (isRunning()) {
            try (var consumer = new Closing(consumers.get())) {
                read(consumer.consumer());
            } catch (InterruptedException | InterruptException | WakeupException _) {
                log.debug("Reading {} ends", topic.name());
            } catch (RuntimeException e) {
                log.warn("Reading {} failed, and begins again where it stopped", topic.name(), e);
                pause();
            }
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        while (!topic.assign(consumer)) {
            log.info("Waiting for the topic {}", topic.name());
            Thread.sleep(properties.retryAfter());
        }
        hub.listening();
        while (isRunning()) {
            try {
                handOver(consumer.poll(properties.pollTimeout()));
            } catch (InvalidOffsetException e) {
                log.warn("Kafka no longer has what was to be read next of {}", e.partitions());
                topic.skipToEnd(consumer, e.partitions());
                hub.lost(LOST);
            }
        }
    }

    private void handOver(ConsumerRecords<byte[], byte[]> polled) throws InterruptedException {
        var entries = new ArrayList<Entry>(polled.count());
        for (var record : polled) {
            var entry = records.entry(record);
            if (entry == null) {
                skipped.increment();
                log.warn("Skipped a record that is no entry: {}-{} at {}", record.topic(), record.partition(),
                        record.offset());
            } else {
                entries.add(entry);
            }
        }
        hub.accept(entries);
        polled.forEach(topic::read);
    }

    private void pause() {
        try {
            Thread.sleep(properties.retryAfter());
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
