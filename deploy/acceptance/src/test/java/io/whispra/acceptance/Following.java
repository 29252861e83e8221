package io.whispra.acceptance;

import java.util.List;

import io.whispra.acceptance.client.Timeline;
import tools.jackson.databind.JsonNode;

/** A room as one device follows it live. */
final class Following {

    private final Timeline<JsonNode> timeline;

    private Following(long seq) {
        this.timeline = new Timeline<>(seq);
    }

    /** From the entry after the given one. */
    static Following of(ChatClient client, String roomId, long seq) {
        var following = new Following(seq);
        client.onReceived(r -> {
            if (r.event().equals("room.event") && r.data().path("roomId").asString().equals(roomId)) {
                following.take(r.data());
            }
        });
        return following;
    }

    /** Takes an entry, however it came. */
    void take(JsonNode entry) {
        timeline.offer(entry.path("seq").asLong(), entry);
    }

    long seq() {
        return timeline.seq();
    }

    List<JsonNode> applied() {
        return timeline.applied();
    }

    /** How many entries came again, or came without their predecessors and are still held. */
    int irregular() {
        return timeline.repeats() + timeline.held();
    }
}
