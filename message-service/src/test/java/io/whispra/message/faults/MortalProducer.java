package io.whispra.message.faults;

import java.util.Map;

import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Kills when the broker has an entry and nobody was told yet. Made by Kafka, by its name. */
public final class MortalProducer implements ProducerInterceptor<String, byte[]> {

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> entry) {
        return entry;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception error) {
        if (error == null) {
            CrashPoints.pass(CrashPoints.Point.AFTER_PUBLISH);
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        // Nothing is configured.
    }
}
