package io.whispra.gateway.security;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class RememberedTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicInteger checks = new AtomicInteger();

    @Test
    void validTokenIsCheckedOnce() {
        var tokens = tokens(NOW.plusSeconds(600));
        StepVerifier.create(tokens.decode("a").then(Mono.defer(() -> tokens.decode("a")))).expectNextCount(1)
                .verifyComplete();
        assertThat(checks).hasValue(1);
    }

    @Test
    void expiredTokenIsNotRemembered() {
        var tokens = tokens(NOW.minusSeconds(1));
        StepVerifier.create(tokens.decode("a").then(Mono.defer(() -> tokens.decode("a")))).expectNextCount(1)
                .verifyComplete();
        assertThat(checks).hasValue(2);
    }

    @Test
    void invalidTokenIsNotRemembered() {
        var tokens = new RememberedTokens(_ -> Mono.defer(() -> {
            checks.incrementAndGet();
            return Mono.error(new BadJwtException("bad"));
        }), 10, Clock.fixed(NOW, ZoneOffset.UTC));
        StepVerifier.create(tokens.decode("a")).verifyError(BadJwtException.class);
        StepVerifier.create(tokens.decode("a")).verifyError(BadJwtException.class);
        assertThat(checks).hasValue(2);
    }

    private RememberedTokens tokens(Instant expires) {
        return new RememberedTokens(token -> Mono.fromSupplier(() -> {
            checks.incrementAndGet();
            return Jwt.withTokenValue(token).header("alg", "RS256").claim("sub", "anna").expiresAt(expires).build();
        }), 10, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
