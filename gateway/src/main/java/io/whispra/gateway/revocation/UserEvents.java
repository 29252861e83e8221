package io.whispra.gateway.revocation;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.whispra.gateway.revocation.UserEvent.SessionRevoked;
import io.whispra.gateway.revocation.UserEvent.UserDeleted;
import io.whispra.gateway.revocation.UserEvent.UserUpdated;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads what the auth service says of people: CloudEvents 1.0 in binary mode
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md).
 */
final class UserEvents {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Set<String> OF_THE_ACCOUNT = Set.of("disabled", "deleted");
    private static final int MAX_HEADER_BYTES = 128;
    private static final int MAX_TEXT = 1024;

    private final Revocations revocations;
    private final UserNews news;
    private final JsonMapper json;
    private final long maxBytes;

    UserEvents(Revocations revocations, UserNews news, JsonMapper json, RevocationProperties properties) {
        this.revocations = revocations;
        this.news = news;
        this.json = json;
        this.maxBytes = properties.maxRecord().toBytes();
    }

    /** Takes note of what a record says and passes it on; unknown events are passed over. False: this is no event. */
    boolean take(ConsumerRecord<byte[], byte[]> record) {
        return switch (type(record)) {
            case "session.revoked" -> take(record.value(), UserEvents::revoked);
            case "user.updated" -> take(record.value(), UserEvents::updated);
            case "user.deleted" -> take(record.value(), UserEvents::deleted);
            case "" -> false;
            default -> true;
        };
    }

    private boolean take(byte @Nullable [] value, Function<JsonNode, @Nullable UserEvent> reader) {
        if (value == null || value.length > maxBytes) {
            return false;
        }
        UserEvent event;
        try {
            event = reader.apply(json.readTree(value));
        } catch (JacksonException _) {
            return false;
        }
        if (event == null) {
            return false;
        }
        switch (event) {
            case SessionRevoked revoked -> revocations.revokeSession(revoked.sessionId());
            case UserDeleted deleted -> revocations.revokeUser(deleted.userId());
            case UserUpdated _ -> {
            }
        }
        news.heard(event);
        return true;
    }

    private static @Nullable UserEvent revoked(JsonNode value) {
        var userId = id(value, "userId");
        var sessionId = id(value, "sessionId");
        return userId == null || sessionId == null
                ? null
                : new SessionRevoked(userId, sessionId, OF_THE_ACCOUNT.contains(value.path("reason").asString("")));
    }

    private static @Nullable UserEvent updated(JsonNode value) {
        var userId = id(value, "userId");
        var name = text(value, "name");
        return userId == null || name == null ? null : new UserUpdated(userId, name, text(value, "avatarUrl"));
    }

    private static @Nullable UserEvent deleted(JsonNode value) {
        var userId = id(value, "userId");
        return userId == null ? null : new UserDeleted(userId);
    }

    private static @Nullable String id(JsonNode value, String field) {
        var id = text(value, field);
        return id != null && ID.matcher(id).matches() ? id : null;
    }

    private static @Nullable String text(JsonNode value, String field) {
        var text = value.path(field);
        return text.isString() && text.stringValue().length() <= MAX_TEXT ? text.stringValue() : null;
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("ce_type");
        var value = header == null ? null : header.value();
        return value == null || value.length > MAX_HEADER_BYTES ? "" : new String(value, UTF_8);
    }
}
