package io.whispra.room.signal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** The way to the topic: one acknowledgement, little patience. Used by one thread, which may have to wait. */
@Component
class SignalProducer {

    private static final Duration CLOSING = Duration.ofMillis(500);

    private final KafkaProperties kafka;
    private final KafkaAdmin admin;
    private final SignalProperties properties;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean failed;
    private long looked = System.nanoTime();

    SignalProducer(KafkaProperties kafka, KafkaAdmin admin, SignalProperties properties) {
        this.kafka = kafka;
        this.admin = admin;
        this.properties = properties;
    }

    /** The callback hears of everything that is not thrown. */
    void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        makeTopics();
        var _ = opened().send(record, (metadata, error) -> {
            failed = error != null;
            callback.onCompletion(metadata, error);
        });
    }

    /** What is not sent by now is lost. */
    void close() {
        var opened = producer;
        if (opened != null) {
            opened.close(CLOSING);
        }
    }

    /** Kafka may have been away when this service began, and then nobody has made them. */
    private void makeTopics() {
        if (failed && System.nanoTime() - looked > properties.pause().toNanos()) {
            looked = System.nanoTime();
            admin.initialize();
        }
    }

    private Producer<byte[], byte[]> opened() {
        var opened = producer;
        if (opened == null) {
            opened = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = opened;
        }
        return opened;
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.ACKS_CONFIG, "1");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, properties.maxBlock().toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(properties.delivery().toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(properties.delivery().toMillis()));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, properties.buffer().toBytes());
        return settings;
    }
}
