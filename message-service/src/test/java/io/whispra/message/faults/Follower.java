package io.whispra.message.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A client of one room, by the rules for clients: the next seq is shown, a lower one ignored, a higher one held. */
final class Follower {

    private final String room;
    private final List<JsonNode> shown = new ArrayList<>();
    private final TreeMap<Long, JsonNode> held = new TreeMap<>();
    private int ignored;
    private int early;

    Follower(String room) {
        this.room = room;
    }

    /** What a client of the room would have shown of these records. */
    static Follower of(String room, List<ConsumerRecord<byte[], byte[]>> published) {
        var follower = new Follower(room);
        published.stream()
                .filter(one -> new String(one.key(), UTF_8).equals(room))
                .forEach(one -> follower.hears(JsonMapper.shared().readTree(one.value())));
        return follower;
    }

    void hears(JsonNode entry) {
        long seq = entry.path("seq").asLong();
        if (!entry.path("roomId").asString().equals(room)) {
            throw new IllegalArgumentException("not of " + room + ": " + entry);
        }
        if (seq <= shown.size() || held.containsKey(seq)) {
            ignored++;
            return;
        }
        early += seq > shown.size() + 1 ? 1 : 0;
        held.put(seq, entry);
        while (held.containsKey(shown.size() + 1L)) {
            shown.add(held.remove(shown.size() + 1L));
        }
    }

    List<JsonNode> shown() {
        return shown;
    }

    /** What waits for something before it. */
    int waiting() {
        return held.size();
    }

    int ignored() {
        return ignored;
    }

    /** How many came before something that belongs before them. */
    int early() {
        return early;
    }
}
