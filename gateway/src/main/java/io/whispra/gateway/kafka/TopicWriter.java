package io.whispra.gateway.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to a topic in a thread of its own, so that nobody waits for Kafka. What cannot be written is given up, counted and told. */
public final class TopicWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicWriter.class);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final String topic;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Duration patience;
    private final Counter dropped;
    private final ThreadPoolExecutor thread;
    private volatile @Nullable Producer<byte[], byte[]> producer;

    TopicWriter(String topic, Supplier<Producer<byte[], byte[]>> producers, TopicsProperties properties,
            Counter dropped) {
        this.topic = topic;
        this.producers = producers;
        this.patience = properties.patience();
        this.dropped = dropped;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.maxWaiting()), task -> Thread.ofPlatform().name(topic + "-writer")
                        .daemon().unstarted(task));
    }

    /**
     * What is to be written.
     *
     * @param key     of the record
     * @param value   of the record, or null for a tombstone
     * @param headers of the record
     */
    public record Outgoing(String key, @Nullable String value, Map<String, String> headers) {}

    /** Returns at once. What waited for longer than Kafka is waited for is too old to be written. */
    public void write(Outgoing outgoing, Runnable failed) {
        var since = System.nanoTime();
        try {
            thread.execute(() -> send(outgoing, failed, since));
        } catch (RejectedExecutionException _) {
            drop(failed);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        var used = producer;
        if (used != null) {
            used.close(CLOSE);
        }
    }

    private void send(Outgoing outgoing, Runnable failed, long since) {
        if (System.nanoTime() - since > patience.toNanos()) {
            drop(failed);
            return;
        }
        var written = new ProducerRecord<>(topic, bytes(outgoing.key()),
                outgoing.value() == null ? null : bytes(outgoing.value()));
        outgoing.headers().forEach((name, value) -> written.headers().add(name, bytes(value)));
        try {
            var _ = producer().send(written, (_, e) -> {
                if (e != null) {
                    drop(failed);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            log.debug("Nothing can be written to {}", topic, e);
            drop(failed);
        }
    }

    private Producer<byte[], byte[]> producer() {
        var known = producer;
        if (known == null) {
            known = producers.get();
            producer = known;
        }
        return known;
    }

    private void drop(Runnable failed) {
        dropped.increment();
        failed.run();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
