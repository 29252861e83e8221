package io.whispra.media.log;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads records of the log topic by the message service's contract. Headers name no types that would be made. */
@Component
class EntryReader {
    private static final int MAX_HEADER_BYTES = 64;

    private final JsonMapper json;

    EntryReader(JsonMapper json) {
        this.json = json;
    }

    /** Whether it has to be read: by its header alone it can be about attachments, or is no entry. */
    boolean isOfInterest(ConsumerRecord<byte[], byte[]> record) {
        var type = type(record);
        return type == null || LogEntry.KINDS.contains(type);
    }

    /** The entry; nothing if the record is not one. */
    Optional<LogEntry> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || type(record) == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(record.value(), LogEntry.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static @Nullable String type(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("ce_type");
        var value = header == null ? null : header.value();
        return value == null || value.length > MAX_HEADER_BYTES ? null : new String(value, UTF_8);
    }
}
