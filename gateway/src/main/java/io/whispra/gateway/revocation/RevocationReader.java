package io.whispra.gateway.revocation;

import java.time.Duration;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all partitions of the user topic from the oldest event that still matters, in a thread of its own and outside of any group.
 * Where Kafka is away it tries again: before it has read everything nobody is let in, afterwards what is known stays known.
 */
final class RevocationReader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RevocationReader.class);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final UserTopic topic;
    private final UserEvents events;
    private final Revocations revocations;
    private final Reading reading;
    private volatile @Nullable Thread thread;

    /** How one reads, and where one counts what could not be read. */
    record Reading(RevocationProperties properties, Counter skipped) {}

    RevocationReader(Supplier<Consumer<byte[], byte[]>> consumers, UserTopic topic, UserEvents events,
            Revocations revocations, Reading reading) {
        this.consumers = consumers;
        this.topic = topic;
        this.events = events;
        this.revocations = revocations;
        this.reading = reading;
    }

    @Override
    public void start() {
        var started = Thread.ofPlatform().name("revocations").daemon().unstarted(this::run);
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
                log.warn("Reading {} failed, and begins again where it stopped: {}", topic.name(), e.toString());
                pause();
            }
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        while (!topic.assign(consumer)) {
            log.info("Waiting for the topic {}", topic.name());
            Thread.sleep(reading.properties().retryAfter());
        }
        while (isRunning()) {
            try {
                consumer.poll(reading.properties().pollTimeout()).forEach(this::take);
                if (topic.isReadBy(consumer)) {
                    revocations.caughtUp();
                }
            } catch (InvalidOffsetException e) {
                log.warn("Kafka no longer has what was to be read next of {}", e.partitions());
                topic.rewind(consumer);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (!events.take(record)) {
            reading.skipped().increment();
            log.warn("Skipped a record that is no event: {}-{} at {}", record.topic(), record.partition(),
                    record.offset());
        }
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
