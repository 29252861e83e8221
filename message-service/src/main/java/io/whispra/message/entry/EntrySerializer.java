package io.whispra.message.entry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** The one JSON form of an entry: on Kafka, on sockets and in the log alike. Of a deleted message it says so. */
@JacksonComponent
public final class EntrySerializer extends ValueSerializer<Entry> {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    /** RFC 3339, UTC, with milliseconds. */
    public static String time(Instant at) {
        return MILLIS.format(at);
    }

    @Override
    public void serialize(Entry entry, JsonGenerator json, SerializationContext context) {
        json.writeStartObject();
        envelope(entry, json);
        json.writeName("data");
        context.writeValue(json, entry.data());
        time(json, "deletedAt", entry.now().deletedAt());
        json.writeEndObject();
    }

    static void time(JsonGenerator json, String name, @Nullable Instant at) {
        if (at != null) {
            json.writeStringProperty(name, time(at));
        }
    }

    static void envelope(Entry entry, JsonGenerator json) {
        json.writeStringProperty("roomId", entry.roomId());
        json.writeNumberProperty("seq", entry.seq());
        json.writeNumberProperty("number", entry.number());
        json.writeStringProperty("kind", entry.kind().wire());
        json.writeStringProperty("at", time(entry.at()));
        json.writeStringProperty("actor", entry.author().actor());
        if (entry.author().isPerson()) {
            json.writeStringProperty("clientId", entry.clientId());
        }
    }
}
