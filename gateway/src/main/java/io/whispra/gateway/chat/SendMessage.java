package io.whispra.gateway.chat;

import io.whispra.gateway.upstream.MessageService;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** `message.send`: what `POST /api/v1/rooms/{id}/messages` means, with the room in the data. */
@Component("message.send")
final class SendMessage implements Action {

    private final MessageService messages;
    private final JsonMapper json;

    SendMessage(MessageService messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    @Override
    public Mono<byte[]> answer(ChatSession session, Payload payload) {
        var roomId = payload.id("roomId");
        Content.check(payload);
        return messages.send(roomId, session.caller().token(), json.writeValueAsBytes(payload.json()));
    }
}
