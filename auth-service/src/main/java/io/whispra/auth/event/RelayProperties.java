package io.whispra.auth.event;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How what a crash or an outage left is redone.
 *
 * @param pause      between two sweeps, at the least
 * @param rest       the shortest pause between two sweeps, in times of what the last search took
 * @param timeout    of one sweep; what it leaves is the next one's
 * @param sweepSize  of each kind what a sweep redoes
 * @param concurrent what is redone at once
 */
@Validated
@ConfigurationProperties("whispra.relay")
record RelayProperties(
        @DefaultValue("2s") Duration pause,
        @Min(1) @DefaultValue("20") int rest,
        @DefaultValue("1m") Duration timeout,
        @Min(1) @DefaultValue("1000") int sweepSize,
        @Min(1) @DefaultValue("16") int concurrent) {

    RelayProperties {
        if (!pause.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException("whispra.relay: pause and timeout must be positive");
        }
    }
}
