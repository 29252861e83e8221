package io.whispra.gateway.security;

import java.time.Duration;
import java.util.Objects;

import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.revocation.Revocations;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Asks with each request whether the session of a token still stands, whether the token is remembered or not. */
final class UnrevokedTokens implements ReactiveJwtDecoder {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final ReactiveJwtDecoder tokens;
    private final Revocations revocations;

    UnrevokedTokens(ReactiveJwtDecoder tokens, Revocations revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return tokens.decode(token).doOnNext(this::check);
    }

    /** A service's token belongs to no session. */
    private void check(Jwt token) {
        var session = token.getClaimAsString("sid");
        if (session == null) {
            return;
        }
        if (!revocations.isKnown()) {
            throw Refusal.unavailable("It is not known yet which sessions have ended.", SOON);
        }
        if (revocations.isRevoked(session, Objects.requireNonNullElse(token.getSubject(), ""))) {
            throw new BadJwtException("The session has ended.");
        }
    }
}
