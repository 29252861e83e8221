package io.whispra.room.head;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.whispra.room.aggregate.Head;
import io.whispra.room.aggregate.Ids;
import io.whispra.room.log.LogEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What some entries, taken in order, do to a room's head and to those who wrote them, or whom they speak to. */
final class Advance {

    private static final int PREVIEW = 100;
    /** As many as a message can have by the contract of the log. */
    private static final int MENTIONS = 50;

    private final Map<String, LogEntry> written = new HashMap<>();
    private final Map<Long, Set<String>> speaking = new TreeMap<>();
    private final Map<Long, Set<String>> corrected = new HashMap<>();
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
                written.put(entry.actor(), entry);
                speaking.put(entry.seq(), mentions(entry.data()));
            }
            case "edit" -> {
                showIfLast(entry, beginning(entry.data()));
                correct(entry, mentions(entry.data()));
            }
            case "delete" -> {
                showIfLast(entry, null);
                correct(entry, Set.of());
            }
            case "room.deleted" -> show(entry.seq(), null);
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

    /** The last entry that was taken; 0 if none was. */
    long upTo() {
        return last == null ? 0 : last.seq();
    }

    /** The last message of each who wrote one: whoever writes has read. */
    Map<String, LogEntry> written() {
        return written;
    }

    /** Whom the messages speak to, in their order, as far as they still do. */
    Map<Long, Set<String>> speaking() {
        return speaking;
    }

    /** The messages before those that were edited or deleted, and whom they can still speak to. */
    Map<Long, Set<String>> corrected() {
        return corrected;
    }

    /** Takes away only: who is added by an edit is not called once more. */
    private void correct(LogEntry change, Set<String> still) {
        var seq = change.data().path("seq").asLong(0);
        (speaking.containsKey(seq) ? speaking : corrected).merge(seq, still, Advance::common);
    }

    private static Set<String> common(Set<String> one, Set<String> other) {
        return one.stream().filter(other::contains).collect(Collectors.toSet());
    }

    private static Set<String> mentions(JsonNode data) {
        var mentions = data.path("mentions");
        return (mentions.isArray() ? mentions.valueStream() : Stream.<JsonNode>empty())
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(Ids::isId)
                .limit(MENTIONS)
                .collect(Collectors.toSet());
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
