package io.whispra.message.outbox;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.MemberChange;
import io.whispra.message.entry.EntrySerializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Entries as Kafka records: the value is exactly the payload that clients get, the headers are the envelope.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents,
 *      Kafka binding, binary mode</a>
 */
@Component
class EntryRecords {

    private final JsonMapper json;
    private final TopicProperties topic;

    EntryRecords(JsonMapper json, TopicProperties topic) {
        this.json = json;
        this.topic = topic;
    }

    ProducerRecord<String, byte[]> of(Entry entry) {
        var published = new ProducerRecord<>(topic.entriesTopic(), entry.roomId(), json.writeValueAsBytes(entry));
        var headers = published.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", entry.roomId() + ":" + entry.seq());
        add(headers, "ce_source", "/message-service");
        add(headers, "ce_type", entry.kind().wire());
        if (entry.data() instanceof MemberChange change) {
            add(headers, "ce_subject", change.userId());
        }
        add(headers, "ce_time", EntrySerializer.time(entry.at()));
        add(headers, "ce_number", Long.toString(entry.number()));
        add(headers, "content-type", "application/json");
        return published;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
