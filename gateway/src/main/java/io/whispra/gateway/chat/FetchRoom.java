package io.whispra.gateway.chat;

import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.hub.Window;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.upstream.MessageService;
import io.whispra.gateway.upstream.Span;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** `room.fetch`: what follows a seq from the hub's memory if it has it; all else from the message service. */
@Component("room.fetch")
final class FetchRoom implements Action {

    private static final int PRESET = 50;

    private final Hub hub;
    private final MessageService messages;
    private final ChatProperties properties;

    FetchRoom(Hub hub, MessageService messages, ChatProperties properties) {
        this.hub = hub;
        this.messages = messages;
        this.properties = properties;
    }

    @Override
    public Mono<byte[]> answer(ChatSession session, Payload payload) {
        var roomId = payload.id("roomId");
        var span = span(payload);
        var asked = Mono.defer(() -> messages.entries(roomId, session.caller().token(), span));
        return span.forward()
                ? hub.after(session.listener(), roomId, span.seq(), span.limit()).map(this::json).switchIfEmpty(asked)
                : asked;
    }

    private Span span(Payload payload) {
        var after = payload.seq("after");
        var before = payload.seq("before");
        if (after.isPresent() == before.isPresent()) {
            throw Refusal.field("/after", "required", "Either after or before is required.");
        }
        var limit = payload.limit(PRESET, properties.fetchLimit());
        return new Span(after.isPresent() ? after.getAsLong() : before.getAsLong(), after.isPresent(), limit);
    }

    private byte[] json(Window window) {
        return new RawJson().raw("{\"entries\":")
                .array(window.entries())
                .raw(",\"headSeq\":" + window.headSeq() + ",\"hasMore\":" + window.hasMore() + "}")
                .bytes();
    }
}
