package io.whispra.room.signal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Signals as records: CloudEvents 1.0 in binary mode
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md).
 */
@Component
class SignalRecords {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final SignalTopic topic;
    private final JsonMapper json;

    SignalRecords(SignalTopic topic, JsonMapper json) {
        this.topic = topic;
        this.json = json;
    }

    ProducerRecord<byte[], byte[]> of(Signal signal, String id, Instant at) {
        var record = new ProducerRecord<>(topic.signalsTopic(), signal.roomId().getBytes(UTF_8),
                json.writeValueAsBytes(signal));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", id);
        header(record, "ce_source", "/room-service");
        header(record, "ce_type", signal.type());
        header(record, "ce_time", MILLIS.format(at));
        header(record, "ce_subject", signal.userId());
        header(record, "content-type", "application/json");
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
