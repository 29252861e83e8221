package io.whispra.gateway.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationsTest {

    private static final Duration LIFE = Duration.ofMinutes(11);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Hand clock = new Hand();
    private final Revocations revocations = new Revocations(
            new RevocationProperties(LIFE, Duration.ofMinutes(1), 3, Duration.ofMillis(100), DataSize.ofKilobytes(1),
                    Duration.ofSeconds(1), Duration.ofMillis(100)),
            clock, meters);

    @Test
    void oldestIsForgottenAndCountedWhereThereAreTooMany() {
        for (var session : new String[]{"a", "b", "c", "c", "d", "e"}) {
            revocations.revokeSession(session);
        }

        assertThat(revocations.isRevoked("a", "anna")).isFalse();
        assertThat(revocations.isRevoked("b", "anna")).isFalse();
        assertThat(revocations.isRevoked("c", "anna")).isTrue();
        assertThat(revocations.isRevoked("e", "anna")).isTrue();
        assertThat(meters.get("whispra.revocation.dropped").counter().count()).isEqualTo(2);
    }

    @Test
    void revocationIsForgottenWhenNoTokenCanBeAliveAnyMore() {
        revocations.revokeSession("a");
        clock.now = clock.now.plus(LIFE);
        revocations.revokeSession("b");
        assertThat(revocations.isRevoked("a", "anna")).isTrue();
        clock.now = clock.now.plusSeconds(1);
        revocations.revokeSession("c");
        assertThat(revocations.isRevoked("a", "anna")).isFalse();
        assertThat(revocations.isRevoked("b", "anna")).isTrue();
        assertThat(meters.get("whispra.revocation.dropped").counter().count()).isZero();
    }

    @Test
    void sessionOfTheSameNameAsAPersonIsAnother() {
        revocations.revokeUser("anna");
        assertThat(revocations.isRevoked("anna", "ben")).isFalse();
        assertThat(revocations.isRevoked("s", "anna")).isTrue();
        revocations.revokeSession("ben");
        assertThat(revocations.isRevoked("s", "ben")).isFalse();
    }

    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
