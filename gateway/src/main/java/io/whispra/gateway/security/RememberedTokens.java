package io.whispra.gateway.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Checks a token's signature once, not with each request: it stays what it is until it expires. */
final class RememberedTokens implements ReactiveJwtDecoder {

    private final ReactiveJwtDecoder decoder;
    private final Cache<String, Jwt> valid;

    RememberedTokens(ReactiveJwtDecoder decoder, int max, Clock clock) {
        this.decoder = decoder;
        this.valid = Caffeine.newBuilder()
                .maximumSize(max)
                .expireAfter(Expiry.creating((String _, Jwt token) -> left(token, clock)))
                .build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        var known = valid.getIfPresent(token);
        return known == null
                ? decoder.decode(token).doOnNext(jwt -> valid.put(token, jwt))
                : Mono.just(known);
    }

    private static Duration left(Jwt token, Clock clock) {
        var expires = token.getExpiresAt();
        var now = Instant.now(clock);
        return expires == null || expires.isBefore(now) ? Duration.ZERO : Duration.between(now, expires);
    }
}
