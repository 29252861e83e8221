package io.whispra.room.pending;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How changes reach the log.
 *
 * @param timeout       how long a request waits for the log to have its change
 * @param sweepPause    the shortest pause between two sweeps of the relay
 * @param sweepFactor   a pause is also at least so many times as long as the last sweep looked for rooms
 * @param sweepRooms    rooms that one sweep looks at
 * @param sweepTogether rooms that a sweep drains at once
 * @param sweepFailures rooms that may fail before a sweep gives up until the next
 */
@Validated
@ConfigurationProperties("whispra.pending")
record PendingProperties(@DefaultValue("5s") Duration timeout, @DefaultValue("2s") Duration sweepPause,
        @DefaultValue("20") @Min(1) @Max(1_000) int sweepFactor,
        @DefaultValue("500") @Min(1) @Max(10_000) int sweepRooms,
        @DefaultValue("4") @Min(1) @Max(64) int sweepTogether,
        @DefaultValue("5") @Min(1) @Max(1_000) int sweepFailures) {}
