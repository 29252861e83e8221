package io.whispra.gateway.security;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import io.whispra.embedded.junit.IssuerExtension;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Which keys are believed, for how long, and how often they are asked for. */
class KeysTest {

    private static final Duration LIFE = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    final IssuerExtension issuer = new IssuerExtension();

    private final URI address = issuer.jwksUri();
    private Keys keys = keys(LIFE, SHORT, LIFE.multipliedBy(2));
    private ReactiveJwtDecoder tokens = tokens();
    private final String good = issuer.userToken("anna");

    @AfterEach
    void close() throws Exception {
        keys.close();
        issuer.close();
    }

    @Test
    void f10_whereTheKeysWereNeverSeenNothingIsKnownOfATokenUntilTheyAre() {
        issuer.close();
        StepVerifier.create(tokens.decode(issuer.userToken("anna")))
                .verifyErrorMatches(e -> e instanceof Refusal refusal && refusal.type() == ProblemType.UNAVAILABLE);
    }

    @Test
    void t4_aThousandUnknownKeyIdsCauseOneFetchPerCooldown() {
        keys = keys(LONG, Duration.ofMinutes(1), LONG);
        tokens = tokens();
        assertAccepted(issuer.userToken("anna"));
        assertThat(issuer.jwksRequests()).isEqualTo(1);

        var refused = Flux.range(0, 1_000)
                .flatMap(_ -> verdict(unknownKey()), 50)
                .filter(BadJwtException.class::isInstance)
                .count();

        StepVerifier.create(refused).expectNext(1_000L).verifyComplete();
        assertThat(issuer.jwksRequests()).isEqualTo(2);
        assertAccepted(issuer.userToken("anna"));
    }

    @Test
    void t17_newKeyIsAcceptedAtOnceAndARemovedOneRefusedAfterTheKeysLife() {
        var old = issuer.userToken("anna");
        assertAccepted(old);
        issuer.rotate();
        assertAccepted(issuer.userToken("anna"));
        assertAccepted(old);

        issuer.retire();
        Awaitility.await().atMost(LIFE.plusSeconds(2)).untilAsserted(() -> assertRefused(old));
        assertAccepted(issuer.userToken("anna"));
    }

    @Test
    void t17_nobodyIsRefusedWhileKeysRotateUnderLoad() {
        keys = keys(LIFE, SHORT.dividedBy(10), LONG);
        tokens = tokens();
        var rotating = new AtomicBoolean(true);
        var load = Flux.interval(Duration.ofMillis(2))
                .onBackpressureDrop()
                .takeWhile(_ -> rotating.get())
                .flatMap(_ -> verdict(issuer.userToken("anna")), 8)
                .collectList()
                .toFuture();
        for (int i = 0; i < 5; i++) {
            Mono.delay(SHORT.multipliedBy(2)).block();
            issuer.rotate();
        }
        rotating.set(false);

        assertThat(load.join()).hasSizeGreaterThan(100).allMatch(Jwt.class::isInstance);
    }

    @Test
    void t17_knownKeysOutliveTheAuthServiceForAsLongAsItsTokens() {
        var token = issuer.userToken("anna");
        assertAccepted(token);
        issuer.close();

        StepVerifier.create(Mono.delay(LIFE.plus(SHORT)).then(tokens.decode(token))).expectNextCount(1)
                .verifyComplete();
        assertRefused(unknownKey());
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> StepVerifier.create(tokens.decode(token))
                .verifyErrorMatches(e -> e instanceof Refusal refusal && refusal.type() == ProblemType.UNAVAILABLE));
    }

    @Test
    void t18_claimsThatAreAbsurdlyDeepAreRefusedAlsoIfTheirSignatureIsGood() {
        assertRefused(issuer.signed("{\"iss\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"));
    }

    /** The key is looked for before the signature is looked at. */
    private String unknownKey() {
        var header = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"" + UUID.randomUUID() + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8))
                + good.substring(good.indexOf('.'));
    }

    private Mono<Object> verdict(String token) {
        return tokens.decode(token).cast(Object.class).onErrorResume(Mono::just);
    }

    private void assertAccepted(String token) {
        StepVerifier.create(tokens.decode(token)).expectNextCount(1).verifyComplete();
    }

    private void assertRefused(String token) {
        StepVerifier.create(tokens.decode(token)).verifyError(BadJwtException.class);
    }

    private ReactiveJwtDecoder tokens() {
        return SecurityConfiguration.verified(properties(), keys);
    }

    private TokenProperties properties() {
        return new TokenProperties(issuer.issuer(), "whispra", address, 10);
    }

    private Keys keys(Duration life, Duration cooldown, Duration outage) {
        var properties = new KeyProperties(life, SHORT, cooldown, SHORT, outage, LIFE, LIFE, Duration.ofMillis(1_500),
                DataSize.ofKilobytes(64), 2, 10_000);
        try {
            return new Keys(properties, properties());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
