package io.whispra.message.entry;

import io.whispra.message.entry.Now.Reaction;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** The JSON form of a message in pages and answers: the entry's, and what became of it. */
@JacksonComponent
final class CurrentSerializer extends ValueSerializer<Current> {

    @Override
    public void serialize(Current message, JsonGenerator json, SerializationContext context) {
        var entry = message.entry();
        var now = entry.now();
        json.writeStartObject();
        EntrySerializer.envelope(entry, json);
        json.writeName("data");
        context.writeValue(json, entry.current());
        if (now.seq() > 0) {
            json.writeNumberProperty("nowSeq", now.seq());
        }
        EntrySerializer.time(json, "editedAt", now.editedAt());
        EntrySerializer.time(json, "deletedAt", now.deletedAt());
        if (message.quote() != null) {
            json.writeName("quote");
            write(message.quote(), json);
        }
        if (!now.reactions().isEmpty()) {
            json.writeName("reactions");
            json.writeStartObject();
            now.reactions().forEach(reaction -> write(reaction, json));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(Quote quote, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("seq", quote.seq());
        json.writeStringProperty("actor", quote.actor());
        json.writeStringProperty("type", quote.type().wire());
        if (quote.excerpt() != null) {
            json.writeStringProperty("excerpt", quote.excerpt());
        }
        if (quote.deleted()) {
            json.writeBooleanProperty("deleted", true);
        }
        json.writeEndObject();
    }

    private static void write(Reaction reaction, JsonGenerator json) {
        json.writeName(reaction.emoji());
        json.writeStartArray();
        reaction.userIds().forEach(json::writeString);
        json.writeEndArray();
    }
}
