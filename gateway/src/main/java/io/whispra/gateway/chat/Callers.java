package io.whispra.gateway.chat;

import java.time.Clock;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks the tokens that arrive inside of a connection. */
@Component
final class Callers {

    private final ReactiveJwtDecoder tokens;
    private final ChatProperties properties;
    private final Clock clock = Clock.systemUTC();

    Callers(ReactiveJwtDecoder tokens, ChatProperties properties) {
        this.tokens = tokens;
        this.properties = properties;
    }

    /** The person whose token this is, while it lives. Errors: a refusal, for services' tokens too. */
    Mono<Caller> identify(String token) {
        if (token.isEmpty() || token.length() > properties.maxToken()) {
            return Mono.error(Callers::unauthenticated);
        }
        return Mono.defer(() -> tokens.decode(token))
                .onErrorMap(JwtException.class, _ -> unauthenticated())
                .flatMap(this::caller);
    }

    /** The same for a token that was checked already. */
    Mono<Caller> caller(Jwt token) {
        var userId = token.getSubject();
        var sid = token.getClaimAsString("sid");
        var expiresAt = token.getExpiresAt();
        return userId == null || !Payload.isId(userId) || sid == null || expiresAt == null
                || !expiresAt.isAfter(clock.instant())
                        ? Mono.error(Callers::unauthenticated)
                        : Mono.just(new Caller(userId, sid, token.getTokenValue(), expiresAt));
    }

    private static Refusal unauthenticated() {
        return new Refusal(ProblemType.UNAUTHENTICATED, "The access token is missing, invalid or expired.");
    }
}
