package io.whispra.auth.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Events as Kafka records: what happened is the value, the headers are the envelope.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents,
 *      Kafka binding, binary mode</a>
 */
@Component
class UserEventRecords {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final JsonMapper json;
    private final EventProperties properties;

    UserEventRecords(JsonMapper json, EventProperties properties) {
        this.json = json;
        this.properties = properties;
    }

    ProducerRecord<String, byte[]> of(UserEvent event) {
        var published = new ProducerRecord<>(properties.userEventsTopic(), event.userId(),
                json.writeValueAsBytes(event));
        var headers = published.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", event.id());
        add(headers, "ce_source", "/auth-service");
        add(headers, "ce_type", event.type());
        add(headers, "ce_subject", event.userId());
        add(headers, "ce_time", time(event.at()));
        add(headers, "content-type", "application/json");
        return published;
    }

    private static String time(Instant at) {
        return MILLIS.format(at);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
