package io.whispra.media.event;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.whispra.media.attachment.Attachment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Events as Kafka records.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents,
 *      Kafka binding, binary mode</a>
 */
@Component
class EventRecords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX")
            .withZone(ZoneOffset.UTC);

    private final JsonMapper json;
    private final TopicProperties topic;
    private final Clock clock;

    EventRecords(JsonMapper json, TopicProperties topic, Clock clock) {
        this.json = json;
        this.topic = topic;
        this.clock = clock;
    }

    ProducerRecord<byte[], byte[]> of(Attachment attachment) {
        var event = MediaEvent.of(attachment);
        var told = new ProducerRecord<>(topic.mediaEventsTopic(), event.id().getBytes(UTF_8),
                json.writeValueAsBytes(event));
        add(told, "ce_specversion", "1.0");
        add(told, "ce_id", event.id() + ":" + event.status().word());
        add(told, "ce_source", "/media-service");
        add(told, "ce_type", event.type());
        add(told, "ce_subject", event.ownerId());
        add(told, "ce_time", TIME.format(clock.instant()));
        add(told, "content-type", "application/json");
        return told;
    }

    private static void add(ProducerRecord<?, ?> told, String name, String value) {
        told.headers().add(name, value.getBytes(UTF_8));
    }
}
