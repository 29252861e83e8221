package io.whispra.message.outbox;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of publishing.
 *
 * @param queue       entries that were handed to the producer and not answered by the broker; what exceeds it is left to the relay
 * @param patience    how long the broker may answer nothing before everything is left to the relay
 * @param heldRooms   rooms that are remembered to have something unpublished; those beyond only lose Kafka's order, which is a
 *                    hint
 * @param marks       published entries whose mark waits to be written; those beyond are published again
 * @param markDelay   how long marks are collected, to be written at once
 * @param firstSweep  how long an instance that starts waits for the broker to take what an earlier life left, before it is ready
 *                    without
 * @param sendTimeout how long the relay waits for the broker: longer than the producer tries, so that the outcome is known
 * @param sweepSize   unpublished entries that a sweep looks at
 * @param sweepPause  between two rounds of the relay, which redoes what this instance itself could not publish
 * @param sweepRest   the shortest pause between two sweeps of the store, in times of what the last one took
 * @param window      entries that the relay reads at once
 * @param rooms       rooms that the relay redoes at once
 */
@Validated
@ConfigurationProperties("whispra.outbox")
record OutboxProperties(
        @Min(1) @DefaultValue("10000") int queue,
        @DefaultValue("2s") Duration patience,
        @Min(1) @DefaultValue("50000") int heldRooms,
        @Min(1) @DefaultValue("50000") int marks,
        @DefaultValue("25ms") Duration markDelay,
        @DefaultValue("30s") Duration firstSweep,
        @DefaultValue("40s") Duration sendTimeout,
        @Min(1) @DefaultValue("5000") int sweepSize,
        @DefaultValue("2s") Duration sweepPause,
        @Min(1) @DefaultValue("20") int sweepRest,
        @Min(1) @Max(500) @DefaultValue("100") int window,
        @Min(1) @Max(64) @DefaultValue("4") int rooms) {}
