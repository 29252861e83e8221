package io.whispra.auth.session;

import java.time.Clock;
import java.time.Instant;

import com.github.f4b6a3.uuid.UuidCreator;
import io.whispra.auth.event.EndReason;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
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

    private final Sessions sessions;
    private final SessionEnds ends;
    private final SessionProperties properties;
    private final Clock clock;

    OpenSessions(Sessions sessions, SessionEnds ends, SessionProperties properties, Clock clock) {
        this.sessions = sessions;
        this.ends = ends;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A new session of somebody who has just proved who they are. If they have too many then, the one that was not seen for
     * the longest time ends.
     *
     * @param credentials those of the account that were proved
     */
    public Mono<Grant> open(String userId, int credentials, Device device) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var token = RefreshToken.first(id);
        var now = clock.instant();
        var session = new Session(id.toString(), userId, token.familyHash().hex(), token.hash().hex(), null, now, now,
                expiry(now, now), null, device.userAgent(), device.address(), credentials, null, null);
        return sessions.add(session).flatMap(added -> makeRoomFor(added).thenReturn(new Grant(added, token.value())));
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

    /**
     * Ends the session that the token, of whatever age, belongs to. Nobody learns whether there was one.
     *
     * @param everywhere whether all other sessions of the person end too, if this one has not ended yet
     */
    public Mono<Void> end(Secret presented, boolean everywhere) {
        return Mono.justOrEmpty(RefreshToken.parse(presented))
                .flatMap(token -> sessions.find(token.sessionId()).filter(session -> session.isFamilyOf(token)))
                .filter(session -> session.isLive(clock.instant()))
                // The own one last: as long as it lives, what fails can be asked for again.
                .flatMap(session -> (everywhere
                        ? ends.endOthers(session.userId(), session.id(), EndReason.ENDED)
                        : Mono.<Void>empty()).then(ends.end(session.id(), EndReason.LOGOUT)));
    }

    private Mono<Void> makeRoomFor(Session added) {
        return sessions.notEnded(added.userId())
                .filter(session -> !session.id().equals(added.id()))
                .filter(session -> session.isLive(clock.instant()))
                .skip(properties.perAccount() - 1L)
                .concatMap(session -> ends.end(session.id(), EndReason.ENDED), 1)
                .then();
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
        return ends.end(session.id(), EndReason.REUSE).then(over());
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
        return new Grant(session, token.value());
    }

    private static <T> Mono<T> over() {
        return Mono.error(() -> new Refusal(ProblemType.SESSION_ENDED, "The refresh token is not good for a new one."));
    }
}
