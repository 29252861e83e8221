package io.whispra.gateway.revocation;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long and how many revocations are remembered, and how their topic is read.
 *
 * @param life        how long a revocation is remembered: longer than a token lives, with the skew of clocks
 * @param margin      reading begins at what is older than `life` by this much, for the clocks of those who wrote it
 * @param max         revocations remembered at most
 * @param pollTimeout how long one poll waits for records
 * @param maxRecord   bytes of a record's value; a longer one is skipped
 * @param patience    for one answer of Kafka
 * @param retryAfter  pause before the topic is looked for again, or a failed reader is replaced
 */
@Validated
@ConfigurationProperties("whispra.revocation")
record RevocationProperties(
        @DefaultValue("11m") Duration life,
        @DefaultValue("1m") Duration margin,
        @DefaultValue("100000") @Min(1) int max,
        @DefaultValue("500ms") Duration pollTimeout,
        @DefaultValue("16KB") DataSize maxRecord,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("500ms") Duration retryAfter) {}
