package io.whispra.gateway.signal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.whispra.gateway.signal.Signal.Read;
import io.whispra.gateway.signal.Signal.Settings;
import io.whispra.gateway.signal.Signal.Typing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads signals: CloudEvents 1.0 in binary mode
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md). Headers are plain bytes.
 */
final class SignalRecords {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MAX_HEADER_BYTES = 128;

    private final JsonMapper json;

    SignalRecords(JsonMapper json) {
        this.json = json;
    }

    /** The signal, or null if this is none that is known. */
    @Nullable
    Signal signal(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return null;
        }
        JsonNode value;
        try {
            value = json.readTree(record.value());
        } catch (JacksonException _) {
            return null;
        }
        var signal = switch (type(record)) {
            case "typing" -> typing(value);
            case "read" -> read(value);
            case "settings" -> settings(value);
            default -> null;
        };
        return signal != null && signal.roomId().equals(new String(record.key(), StandardCharsets.UTF_8))
                && isId(signal.roomId()) && isId(signal.userId()) ? signal : null;
    }

    private static @Nullable Signal typing(JsonNode value) {
        return value.path("on").isBoolean()
                ? new Typing(text(value, "roomId"), text(value, "userId"), value.path("on").booleanValue())
                : null;
    }

    private static @Nullable Signal read(JsonNode value) {
        return isCount(value.path("seq")) && isCount(value.path("number")) && isCount(value.path("unread"))
                && isCount(value.path("mentions")) && value.path("shared").isBoolean()
                        ? new Read(text(value, "roomId"), text(value, "userId"), value.path("seq").longValue(),
                                value.path("number").longValue(), value.path("unread").longValue(),
                                value.path("mentions").asInt(0), value.path("shared").booleanValue())
                        : null;
    }

    private static @Nullable Signal settings(JsonNode value) {
        return value.path("muted").isBoolean() && value.path("archived").isBoolean()
                ? new Settings(text(value, "roomId"), text(value, "userId"), value.path("muted").booleanValue(),
                        value.path("archived").booleanValue())
                : null;
    }

    private static boolean isCount(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static String text(JsonNode value, String name) {
        return value.path(name).isString() ? value.path(name).stringValue() : "";
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("ce_type");
        var value = header == null ? null : header.value();
        return value == null || value.length > MAX_HEADER_BYTES ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
