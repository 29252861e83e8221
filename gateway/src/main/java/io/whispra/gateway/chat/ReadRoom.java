package io.whispra.gateway.chat;

import java.util.Map;

import io.whispra.gateway.upstream.RoomService;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** `room.read`: what `PUT /api/v1/rooms/{id}/read` means. */
@Component("room.read")
final class ReadRoom implements Action {

    private final RoomService rooms;
    private final JsonMapper json;

    ReadRoom(RoomService rooms, JsonMapper json) {
        this.rooms = rooms;
        this.json = json;
    }

    @Override
    public Mono<byte[]> answer(ChatSession session, Payload payload) {
        var roomId = payload.id("roomId");
        var marker = Map.of("seq", payload.entry("seq"));
        return rooms.read(roomId, session.caller().token(), json.writeValueAsBytes(marker));
    }
}
