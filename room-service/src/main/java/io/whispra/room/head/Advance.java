package io.whispra.room.head;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.whispra.room.aggregate.Head;
import io.whispra.room.log.LogEntry;
import io.whispra.room.membership.Participants.Marker;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What some entries, taken in order, do to a room's head and to the markers of those who wrote them. */
final class Advance {

    private static final int PREVIEW = 100;

    private final Map<String, Marker> markers = new HashMap<>();
    private final String roomId;
    private @Nullable LogEntry last;
    private @Nullable String preview;

    Advance(String roomId) {
        this.roomId = roomId;
    }

    String roomId() {
        return roomId;
    }

    void take(LogEntry entry) {
        last = entry;
        if (entry.isMessage()) {
            preview = preview(entry.data());
            markers.put(entry.actor(), new Marker(entry.roomId(), entry.actor(), entry.seq(), entry.number()));
        }
    }

    /** Null if nothing was taken. */
    @Nullable
    Head head() {
        return last == null ? null : new Head(last.seq(), last.number(), last.at(), preview);
    }

    /** One's own message is read. */
    Collection<Marker> markers() {
        return markers.values();
    }

    private static String preview(JsonNode data) {
        var content = data.path("content").asString("").strip();
        if (content.isEmpty()) {
            return data.path("type").asString("message");
        }
        var length = content.codePointCount(0, content.length());
        return content.substring(0, content.offsetByCodePoints(0, Math.min(length, PREVIEW)));
    }
}
