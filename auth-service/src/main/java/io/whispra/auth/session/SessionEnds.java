package io.whispra.auth.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;

import io.whispra.auth.event.Announcer;
import io.whispra.auth.event.EndReason;
import io.whispra.auth.event.Unfinished;
import io.whispra.auth.event.UserEvent.SessionRevoked;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends sessions before their time, and tells others, who then refuse its access tokens. The end is one write, which leaves the
 * mark that others are to be told.
 */
@Component
public class SessionEnds implements Unfinished<Session> {

    /** Of one person's sessions. */
    private static final int AT_ONCE = 8;

    private final Sessions sessions;
    private final Announcer announcer;
    private final Clock clock;

    SessionEnds(Sessions sessions, Announcer announcer, Clock clock) {
        this.sessions = sessions;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** Nothing happens if it is over already. */
    public Mono<Void> end(String sessionId, EndReason reason) {
        return sessions.end(sessionId, reason, clock.instant())
                .flatMap(ended -> announcer.announce(revoked(ended), sessions.published(ended.id())));
    }

    /** Ends all sessions of a person, but for one. */
    public Mono<Void> endOthers(String userId, @Nullable String keptId, EndReason reason) {
        return endAll(userId, session -> !session.id().equals(keptId), reason);
    }

    /** Ends the sessions of older credentials, but for one, which goes on under the new ones. Can be done again. */
    public Mono<Void> settle(String userId, int credentials, @Nullable String keptId, EndReason reason) {
        var kept = keptId == null ? Mono.<Void>empty() : sessions.keep(keptId, credentials);
        return kept.then(endAll(userId,
                session -> session.credentials() < credentials && !session.id().equals(keptId), reason));
    }

    @Override
    public Flux<Session> find(int limit) {
        return sessions.unpublished(limit);
    }

    @Override
    public Mono<Boolean> redo(Session found) {
        return announcer.redo(revoked(found), sessions.published(found.id()));
    }

    private Mono<Void> endAll(String userId, Predicate<Session> which, EndReason reason) {
        return sessions.notEnded(userId)
                .filter(which)
                .flatMap(session -> end(session.id(), reason), AT_ONCE)
                .then();
    }

    private static SessionRevoked revoked(Session ended) {
        Instant at = Objects.requireNonNull(ended.endedAt(), "endedAt");
        return new SessionRevoked(ended.userId(), ended.id(), at,
                Objects.requireNonNullElse(ended.endReason(), EndReason.ENDED));
    }
}
