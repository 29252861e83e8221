package io.whispra.auth.revocation;

import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads what the auth service says of people: CloudEvents 1.0 in binary mode
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md).
 */
final class RevocationRecords {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MAX_HEADER_BYTES = 128;

    private final Revocations revocations;
    private final JsonMapper json;
    private final long maxBytes;

    RevocationRecords(Revocations revocations, JsonMapper json, RevocationProperties properties) {
        this.revocations = revocations;
        this.json = json;
        this.maxBytes = properties.maxRecord().toBytes();
    }

    /** Takes note of what a record says; events that revoke nothing are passed over. False: this is no event. */
    boolean take(ConsumerRecord<byte[], byte[]> record) {
        return switch (type(record)) {
            case "session.revoked" -> take(record.value(), "sessionId", revocations::revokeSession);
            case "user.deleted" -> take(record.value(), "userId", revocations::revokeUser);
            case "" -> false;
            default -> true;
        };
    }

    private boolean take(byte @Nullable [] value, String field, Consumer<String> revoke) {
        if (value == null || value.length > maxBytes) {
            return false;
        }
        try {
            var id = json.readTree(value).path(field);
            if (!id.isString() || !ID.matcher(id.stringValue()).matches()) {
                return false;
            }
            revoke.accept(id.stringValue());
            return true;
        } catch (JacksonException _) {
            return false;
        }
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("ce_type");
        var value = header == null ? null : header.value();
        return value == null || value.length > MAX_HEADER_BYTES ? "" : new String(value, UTF_8);
    }
}
