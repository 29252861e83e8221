package io.whispra.local.demo;

import java.time.Instant;

import tools.jackson.databind.JsonNode;

/**
 * What came in on a socket.
 *
 * @param name as in the protocol
 * @param id   of the request that it acknowledges, else 0
 * @param data what it carries
 * @param at   when it came in
 */
record Frame(String name, int id, JsonNode data, Instant at) {

    static Frame of(String text) {
        var json = Api.JSON.readTree(text);
        return new Frame(json.path("t").asString(), json.path("id").asInt(0), json.path("d"), Instant.now());
    }

    boolean isEvent(String roomId, long seq) {
        return name.equals("room.event") && data.path("roomId").asString().equals(roomId)
                && data.path("seq").asLong() == seq;
    }
}
