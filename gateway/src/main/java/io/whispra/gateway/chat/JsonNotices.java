package io.whispra.gateway.chat;

import java.util.Map;

import io.whispra.gateway.hub.Entry;
import io.whispra.gateway.hub.Notices;
import io.whispra.gateway.socket.Event;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Component
final class JsonNotices implements Notices {

    private static final String REMOVED = "removed";
    private static final String DELETED = "room.deleted";

    private final JsonMapper json;

    JsonNotices(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Event removed(Entry entry) {
        var reason = entry.kind().equals(DELETED) ? "deleted" : reason(entry);
        return Event.of("room.removed", json.writeValueAsBytes(
                Map.of("roomId", entry.roomId(), "atSeq", entry.seq(), "reason", reason)));
    }

    @Override
    public Event heads(Map<String, Long> heads) {
        return Event.of("heads", json.writeValueAsBytes(heads));
    }

    @Override
    public Event resync(String reason) {
        return Event.of("resync", json.writeValueAsBytes(Map.of("reason", reason)));
    }

    /** The only content that is looked at: once per removal, not per receiver. */
    private String reason(Entry entry) {
        try {
            return json.readTree(entry.event().json()).path("data").path("reason").asString(REMOVED);
        } catch (JacksonException _) {
            return REMOVED;
        }
    }
}
