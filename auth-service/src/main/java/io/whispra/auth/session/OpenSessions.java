package io.whispra.auth.session;

import java.time.Clock;
import java.time.Instant;

import com.github.f4b6a3.uuid.UuidCreator;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Opens, continues and ends sessions. A refresh token is replaced at each use; a replaced one that comes back ends the
 * session, for then two hold it (RFC 9700, section 4.14.2), except within the grace, where it gives the same successor again:
 * an answer can get lost, and two tabs can ask at once. At any time one token is good.
 */
@Component
public class OpenSessions {

    private static final Logger log = LoggerFactory.getLogger(OpenSessions.class);
    private static final int MAX_USER_AGENT = 200;

    private final Sessions sessions;
    private final SessionProperties properties;
    private final Clock clock;

    OpenSessions(Sessions sessions, SessionProperties properties, Clock clock) {
        this.sessions = sessions;
        this.properties = properties;
        this.clock = clock;
    }

    /** A new session of somebody who has just proved who they are. */
    public Mono<Grant> open(String userId, @Nullable String userAgent) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var token = RefreshToken.first(id);
        var now = clock.instant();
        var session = new Session(id.toString(), userId, token.familyHash().hex(), token.hash().hex(), null, now, now,
                expiry(now, now), null, bounded(userAgent));
        return sessions.add(session).map(added -> grant(added, token));
    }

    /** The same session with the next token; {@link Refusal} 401 `session-ended` whatever is wrong with this one. */
    public Mono<Grant> refresh(Secret presented) {
        return RefreshToken.parse(presented)
                .map(token -> attempt(token)
                        // Another one replaced the token in between: what it is now is read again.
                        .switchIfEmpty(Mono.defer(() -> attempt(token)))
                        .switchIfEmpty(over()))
                .orElseGet(OpenSessions::over);
    }

    /** Ends the session that the token, of whatever age, belongs to. Nobody learns whether there was one. */
    public Mono<Void> end(Secret presented) {
        return Mono.justOrEmpty(RefreshToken.parse(presented))
                .flatMap(token -> sessions.find(token.sessionId()).filter(session -> session.isFamilyOf(token)))
                .flatMap(session -> sessions.end(session.id(), clock.instant()));
    }

    /** Empty if somebody else was faster. */
    private Mono<Grant> attempt(RefreshToken token) {
        return sessions.find(token.sessionId())
                .switchIfEmpty(over())
                .flatMap(session -> switch (session.standing(token, clock.instant(), properties.grace())) {
                    case CURRENT -> rotate(session, token);
                    case JUST_REPLACED -> Mono.just(successorAgain(session, token));
                    case REUSED -> reused(session);
                    case NONE -> over();
                });
    }

    private Mono<Grant> rotate(Session session, RefreshToken token) {
        var now = clock.instant();
        var rotated = session.rotated(token, RefreshToken.newSalt(), now, expiry(session.createdAt(), now));
        return sessions.rotate(rotated).map(stored -> successorAgain(stored, token));
    }

    private Mono<Grant> reused(Session session) {
        log.warn("A replaced refresh token was used again, session ended, sid={} userId={}", session.id(),
                session.userId());
        return sessions.end(session.id(), clock.instant()).then(over());
    }

    private Instant expiry(Instant createdAt, Instant now) {
        var atMost = createdAt.plus(properties.lifetime());
        var idle = now.plus(properties.idle());
        return idle.isBefore(atMost) ? idle : atMost;
    }

    private static Grant successorAgain(Session session, RefreshToken token) {
        var rotation = session.rotation();
        if (rotation == null) {
            throw new IllegalStateException("a replaced token has a successor");
        }
        return grant(session, token.successor(rotation.salt()));
    }

    private static Grant grant(Session session, RefreshToken token) {
        return new Grant(session.id(), session.userId(), token.value());
    }

    private static <T> Mono<T> over() {
        return Mono.error(() -> new Refusal(ProblemType.SESSION_ENDED, "The refresh token is not good for a new one."));
    }

    private static @Nullable String bounded(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= MAX_USER_AGENT
                ? userAgent
                : userAgent.substring(0, MAX_USER_AGENT);
    }
}
