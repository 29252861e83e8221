package io.whispra.gateway.chat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.whispra.gateway.socket.Event;
import io.whispra.gateway.upstream.UserRooms;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** `ready`: what a client is told first. */
@Component
final class Ready {

    private final ChatProperties properties;
    private final JsonMapper json;

    Ready(ChatProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
    }

    private record Data(String sessionId, String userId, String epoch, String serverTime, Limits limits,
            String expiresAt, List<Heads.Head> heads) {}

    private record Limits(int syncRooms, long syncBytes, int fetchLimit) {}

    Event of(ChatSession session, UserRooms rooms, Map<String, Long> lastRead) {
        var first = rooms.rooms().stream().limit(properties.firstHeads()).toList();
        var data = new Data(session.id(), session.caller().userId(), rooms.epoch(), Times.rfc3339(Instant.now()),
                new Limits(properties.syncRooms(), properties.syncBytes().toBytes(), properties.fetchLimit()),
                Times.rfc3339(session.caller().expiresAt()), Heads.of(first, lastRead));
        return Event.of("ready", json.writeValueAsBytes(data));
    }
}
