package io.whispra.media.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Puts records that cannot be read aside, as they are, so that they neither stop a partition nor get lost. */
@Component
class Parking {
    private static final Logger log = LoggerFactory.getLogger(Parking.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final LogProperties properties;
    private final Counter parked;

    Parking(KafkaTemplate<byte[], byte[]> kafka, LogProperties properties, MeterRegistry meters) {
        this.kafka = kafka;
        this.properties = properties;
        this.parked = Counter.builder("whispra.entries.parked")
                .description("Records of the log topic that could not be read")
                .register(meters);
    }

    /** Returns when the broker has it; on the consumer's thread. */
    void park(ConsumerRecord<byte[], byte[]> record) {
        var from = record.topic() + "/" + record.partition() + "/" + record.offset();
        var aside = new ProducerRecord<>(properties.parkedTopic(), null, record.key(), record.value(),
                record.headers());
        aside.headers().add("whispra_parked_from", from.getBytes(StandardCharsets.UTF_8));
        try {
            kafka.send(aside).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while parking " + from, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot park " + from, e);
        }
        parked.increment();
        log.warn("Parked a record that is no entry: {}", from);
    }
}
