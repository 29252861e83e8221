package io.whispra.auth.session;

import java.time.Clock;

import io.whispra.auth.event.EndReason;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions of one person, for that person. */
@Component
class OwnSessions {

    private final Sessions sessions;
    private final SessionEnds ends;
    private final Clock clock;

    OwnSessions(Sessions sessions, SessionEnds ends, Clock clock) {
        this.sessions = sessions;
        this.ends = ends;
        this.clock = clock;
    }

    /** The one that was seen last comes first. */
    Flux<Session> live(Caller caller) {
        return sessions.notEnded(caller.userId()).filter(session -> session.isLive(clock.instant()));
    }

    Mono<Void> endOthers(Caller caller) {
        return ends.endOthers(caller.userId(), caller.sessionId(), EndReason.ENDED);
    }

    /** {@link Refusal} 404 `session-not-found` if the person has no such session, or it is over. */
    Mono<Void> end(Caller caller, String id) {
        var reason = id.equals(caller.sessionId()) ? EndReason.LOGOUT : EndReason.ENDED;
        return sessions.find(id)
                .filter(session -> session.userId().equals(caller.userId()) && session.isLive(clock.instant()))
                .switchIfEmpty(Mono.error(
                        () -> new Refusal(ProblemType.SESSION_NOT_FOUND, "None of your sessions has this id.")))
                .flatMap(session -> ends.end(session.id(), reason));
    }
}
