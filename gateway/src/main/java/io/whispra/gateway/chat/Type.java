package io.whispra.gateway.chat;

import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.signal.Typists;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** `typing`: others in the room see it for a while. Only in rooms that the connection listens to. */
@Component("typing")
final class Type implements Action {

    private final Hub hub;
    private final Typists typists;

    Type(Hub hub, Typists typists) {
        this.hub = hub;
        this.typists = typists;
    }

    @Override
    public Mono<byte[]> answer(ChatSession session, Payload payload) {
        var roomId = payload.id("roomId");
        var on = payload.flag("on");
        return hub.isSubscribed(session.listener(), roomId).flatMap(listens -> {
            if (!listens) {
                return Mono.error(new Refusal(ProblemType.ROOM_NOT_FOUND, "The caller is in no such room."));
            }
            typists.types(session.id(), roomId, session.caller().userId(), on);
            return Mono.empty();
        });
    }
}
