package io.whispra.gateway.log;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.whispra.gateway.hub.Entry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record's envelope: CloudEvents 1.0 in binary mode (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md).
 * Headers are plain bytes and the value is passed on unread.
 */
final class Records {

    private static final Pattern ID = Pattern.compile("([A-Za-z0-9_-]{1,64}):([1-9][0-9]{0,11})");
    private static final Pattern KIND = Pattern.compile("[a-z]{1,16}(\\.[a-z]{1,16})?");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MAX_HEADER_BYTES = 128;

    private final long maxBytes;

    Records(LogProperties properties) {
        this.maxBytes = properties.maxRecord().toBytes();
    }

    /** The entry, or null if this is none. */
    @Nullable
    Entry entry(ConsumerRecord<byte[], byte[]> record) {
        var id = ID.matcher(header(record, "ce_id"));
        var kind = header(record, "ce_type");
        if (!id.matches() || !KIND.matcher(kind).matches() || !isObject(record.value())) {
            return null;
        }
        var roomId = id.group(1);
        if (record.key() == null || !roomId.equals(new String(record.key(), StandardCharsets.UTF_8))) {
            return null;
        }
        var subject = header(record, "ce_subject");
        return Entry.of(roomId, Long.parseLong(id.group(2)), kind,
                SUBJECT.matcher(subject).matches() ? subject : null, record.value());
    }

    private boolean isObject(byte @Nullable [] json) {
        return json != null && json.length > 1 && json.length <= maxBytes && json[0] == '{'
                && json[json.length - 1] == '}';
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        var value = header == null ? null : header.value();
        return value == null || value.length > MAX_HEADER_BYTES ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
