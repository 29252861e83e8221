package io.whispra.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * What one client holds of one room, by the rules that clients follow: the next seq is applied, a lower one ignored, a higher one
 * held until what lies between has come.
 */
final class Timeline {

    private final String roomId;
    private final List<JsonNode> applied = new ArrayList<>();
    private final Map<Long, JsonNode> held = new TreeMap<>();
    private final long start;
    private long seq;
    private int repeats;

    private Timeline(String roomId, long seq) {
        this.roomId = roomId;
        this.start = seq;
        this.seq = seq;
    }

    /** Follows a room live from the entry after the given one. */
    static Timeline follow(ChatClient client, String roomId, long seq) {
        var timeline = new Timeline(roomId, seq);
        client.onReceived(r -> {
            if (r.event().equals("room.event")) {
                timeline.offer(r.data());
            }
        });
        return timeline;
    }

    synchronized void offer(JsonNode entry) {
        if (!entry.path("roomId").asString().equals(roomId)) {
            return;
        }
        var number = entry.path("seq").asLong();
        if (number <= start) {
            return;
        }
        if (number <= seq || held.putIfAbsent(number, entry) != null) {
            repeats++;
            return;
        }
        for (var next = held.remove(seq + 1); next != null; next = held.remove(seq + 1)) {
            applied.add(next);
            seq++;
        }
    }

    synchronized long seq() {
        return seq;
    }

    synchronized List<JsonNode> applied() {
        return List.copyOf(applied);
    }

    /** How many entries came again, or came without their predecessors and are still held. */
    synchronized int irregular() {
        return repeats + held.size();
    }
}
