package io.whispra.message.rate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RatesTest {

    private final Hands clock = new Hands();

    @Test
    void t63_twentyInABurstAndThenFiveASecondAreTheDefault() {
        var rates = new Rates(properties(Map.of()), clock);
        for (int i = 0; i < 20; i++) {
            rates.count("anna");
        }
        assertThat(refused(rates, "anna")).isEqualTo(Duration.ofMillis(200));
        rates.count("ben");

        clock.now = clock.now.plusMillis(199);
        assertThat(refused(rates, "anna")).isEqualTo(Duration.ofMillis(1));
        clock.now = clock.now.plusMillis(1);
        rates.count("anna");
        assertThat(refused(rates, "anna")).isEqualTo(Duration.ofMillis(200));
        clock.now = clock.now.plusSeconds(60);
        for (int i = 0; i < 20; i++) {
            rates.count("anna");
        }
        assertThat(refused(rates, "anna")).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void nobodyIsCountedWhereItIsOff() {
        var rates = new Rates(properties(Map.of("whispra.rate.send", "off")), clock);
        for (int i = 0; i < 1000; i++) {
            rates.count("anna");
        }
        assertThat(properties(Map.of("whispra.rate.send", "off")).send()).isEqualTo(Limit.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "0/1s", "20/0ms", "-1/1s", "20/1", "OFF", "20 / 1s", ""})
    void whatIsNoLimitIsNotAccepted(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Limit.of(written));
    }

    private static Duration refused(Rates rates, String userId) {
        var refusal = assertThatExceptionOfType(Refusal.class).isThrownBy(() -> rates.count(userId)).actual();
        assertThat(refusal.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
        return refusal.retryAfter() == null ? Duration.ZERO : refusal.retryAfter();
    }

    private static RateProperties properties(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("whispra.rate",
                Bindable.of(RateProperties.class));
    }

    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
