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
    private @Nullable Long previewSeq;

    /** From where the room's head is. */
    Advance(String roomId, @Nullable Head before) {
        this.roomId = roomId;
        this.preview = before == null ? null : before.preview();
        this.previewSeq = before == null ? null : before.previewSeq();
    }

    String roomId() {
        return roomId;
    }

    void take(LogEntry entry) {
        last = entry;
        switch (entry.kind()) {
            case "message" -> {
                show(entry.seq(), entry.deletedAt() == null ? preview(entry.data()) : null);
                markers.put(entry.actor(), new Marker(entry.roomId(), entry.actor(), entry.seq(), entry.number()));
            }
            case "edit" -> showIfLast(entry, beginning(entry.data()));
            case "delete" -> showIfLast(entry, null);
            default -> {
                // Neither a message nor what one reads like.
            }
        }
    }

    private void show(long seq, @Nullable String text) {
        preview = text;
        previewSeq = text == null ? null : seq;
    }

    /** An edit without a content is one of a message that was deleted since. */
    private void showIfLast(LogEntry change, @Nullable String text) {
        var seq = change.data().path("seq").asLong(0);
        if (previewSeq != null && previewSeq == seq) {
            show(seq, text);
        }
    }

    /** Null if nothing was taken. */
    @Nullable
    Head head() {
        return last == null ? null : new Head(last.seq(), last.number(), last.at(), preview, previewSeq);
    }

    /** One's own message is read. */
    Collection<Marker> markers() {
        return markers.values();
    }

    private static String preview(JsonNode data) {
        var text = beginning(data);
        return text == null ? data.path("type").asString("message") : text;
    }

    private static @Nullable String beginning(JsonNode data) {
        var content = data.path("content").asString("").strip();
        if (content.isEmpty()) {
            return null;
        }
        var length = content.codePointCount(0, content.length());
        return content.substring(0, content.offsetByCodePoints(0, Math.min(length, PREVIEW)));
    }
}
