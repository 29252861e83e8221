package io.whispra.gateway.log;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the log topic is read.
 *
 * @param pollTimeout how long one poll waits for records
 * @param pollRecords records that one poll returns at most
 * @param maxRecord   bytes of a record's value; a longer one is skipped
 * @param retryAfter  pause before the topic is looked for again, or a failed reader is replaced
 */
@Validated
@ConfigurationProperties("whispra.log")
record LogProperties(
        @DefaultValue("500ms") Duration pollTimeout,
        @DefaultValue("500") @Min(1) int pollRecords,
        @DefaultValue("256KB") DataSize maxRecord,
        @DefaultValue("1s") Duration retryAfter) {}
