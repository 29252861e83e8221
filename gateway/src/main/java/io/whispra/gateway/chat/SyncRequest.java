package io.whispra.gateway.chat;

import java.util.LinkedHashMap;
import java.util.Map;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;

/**
 * What a client knows.
 *
 * @param rooms the last seq that it has of each room, in the order in which it wants them
 * @param limit how many entries of one room it wants at most
 */
record SyncRequest(Map<String, Long> rooms, int limit) {

    static SyncRequest of(Payload payload, ChatProperties properties) {
        var rooms = payload.json().path("rooms");
        if (!rooms.isObject()) {
            throw new Refusal(ProblemType.MALFORMED, "rooms is not a JSON object.");
        }
        if (rooms.size() > properties.syncRooms()) {
            throw Refusal.field("/rooms", "too-many",
                    rooms.size() + " rooms, expected at most " + properties.syncRooms() + ".");
        }
        var known = new LinkedHashMap<String, Long>();
        rooms.properties()
                .forEach(room -> known.put(id(room.getKey()), Payload.seq("/rooms/" + room.getKey(), room.getValue())));
        return new SyncRequest(known, payload.limit(properties.fetchLimit(), properties.fetchLimit()));
    }

    private static String id(String name) {
        if (!Payload.isId(name)) {
            throw Refusal.field("/rooms", "invalid", "A name in rooms is no id.");
        }
        return name;
    }
}
