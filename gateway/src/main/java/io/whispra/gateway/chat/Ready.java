package io.whispra.gateway.chat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.whispra.gateway.presence.PresenceProperties;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.socket.SocketProperties;
import io.whispra.gateway.upstream.UserRooms;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** `ready`: what a client is told first. */
@Component
final class Ready {

    private final ChatProperties properties;
    private final Limits limits;
    private final JsonMapper json;

    Ready(ChatProperties properties, SocketProperties sockets, PresenceProperties presence, JsonMapper json) {
        this.properties = properties;
        this.limits = new Limits(sockets.inbound().maxFrame().toBytes(), sockets.frames().perSecond(),
                properties.syncRooms(),
                properties.syncBytes().toBytes(), properties.fetchLimit(), presence.watched());
        this.json = json;
    }

    private record Data(String sessionId, String userId, String epoch, String serverTime, Limits limits,
            String expiresAt, List<Heads.Head> heads) {}

    private record Limits(long frameBytes, int framesPerSecond, int syncRooms, long syncBytes, int fetchLimit,
            int watched) {}

    Event of(ChatSession session, UserRooms rooms, Map<String, Long> lastRead) {
        var first = Heads.inOrder(rooms.rooms(), lastRead).stream().limit(properties.firstHeads()).toList();
        var data = new Data(session.id(), session.caller().userId(), rooms.epoch(), Times.rfc3339(Instant.now()),
                limits,
                Times.rfc3339(session.caller().expiresAt()), Heads.of(first, lastRead));
        return Event.of("ready", json.writeValueAsBytes(data));
    }
}
