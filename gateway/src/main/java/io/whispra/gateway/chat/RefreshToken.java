package io.whispra.gateway.chat;

import java.util.Map;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** `auth.refresh`: a newer token of the same login keeps the session open. */
@Component("auth.refresh")
final class RefreshToken implements Action {

    private final Callers callers;
    private final JsonMapper json;

    RefreshToken(Callers callers, JsonMapper json) {
        this.callers = callers;
        this.json = json;
    }

    @Override
    public Mono<byte[]> answer(ChatSession session, Payload payload) {
        return callers.identify(payload.text("token")).map(caller -> {
            if (!session.caller().isSameSession(caller)) {
                throw new Refusal(ProblemType.UNAUTHENTICATED, "The token belongs to another session.");
            }
            session.renew(caller);
            return json.writeValueAsBytes(Map.of("expiresAt", Times.rfc3339(caller.expiresAt())));
        });
    }
}
