package io.whispra.room.head;

import java.util.Optional;

import io.whispra.room.log.LogEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads records of the log topic by the message service's contract. Headers name no types that would be made. */
@Component
class EntryReader {

    private final JsonMapper json;

    EntryReader(JsonMapper json) {
        this.json = json;
    }

    /** The entry; nothing if the value is not one. */
    Optional<LogEntry> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(record.value(), LogEntry.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
