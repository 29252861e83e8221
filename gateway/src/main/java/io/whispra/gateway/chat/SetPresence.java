package io.whispra.gateway.chat;

import io.whispra.gateway.presence.Presence;
import io.whispra.gateway.presence.State;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** `presence.set`: how the user is, as this connection sees it. */
@Component("presence.set")
final class SetPresence implements Action {

    private final Presence presence;

    SetPresence(Presence presence) {
        this.presence = presence;
    }

    @Override
    public Mono<byte[]> answer(ChatSession session, Payload payload) {
        var state = State.ofConnection(payload.text("state"))
                .orElseThrow(() -> new Refusal(ProblemType.MALFORMED, "state is online, away or busy."));
        return presence.set(session.id(), session.caller().userId(), state).then(Mono.empty());
    }
}
