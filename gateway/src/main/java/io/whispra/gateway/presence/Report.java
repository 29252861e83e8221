package io.whispra.gateway.presence;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a gateway says.
 *
 * @param gatewayId which one
 * @param userId    of whom; nobody: that it is there itself, or is not
 * @param state     offline for what is there no longer
 */
record Report(String gatewayId, @Nullable String userId, State state) {

    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_-]{1,64})(?::([A-Za-z0-9_-]{1,64}))?");

    /** The key under which it stands in the topic. */
    static String key(String gatewayId, @Nullable String userId) {
        return userId == null ? gatewayId : gatewayId + ":" + userId;
    }

    /** Null if the record is none. */
    static @Nullable Report of(ConsumerRecord<byte[], byte[]> record, JsonMapper json) {
        var key = KEY.matcher(record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8));
        if (!key.matches()) {
            return null;
        }
        if (record.value() == null) {
            return new Report(key.group(1), key.group(2), State.OFFLINE);
        }
        JsonNode value;
        try {
            value = json.readTree(record.value());
        } catch (JacksonException _) {
            return null;
        }
        if (!value.path("gatewayId").asString("").equals(key.group(1))) {
            return null;
        }
        if (key.group(2) == null) {
            return new Report(key.group(1), null, State.ONLINE);
        }
        var state = State.ofConnection(value.path("state").asString(""));
        return state.isPresent() && value.path("userId").asString("").equals(key.group(2))
                ? new Report(key.group(1), key.group(2), state.get())
                : null;
    }
}
