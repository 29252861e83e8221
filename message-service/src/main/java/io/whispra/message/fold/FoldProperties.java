package io.whispra.message.fold;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of the rooms is kept in memory, and how far the stored watermark may lag.
 *
 * @param cachedRooms   rooms whose head is remembered
 * @param cachedMembers memberships that are remembered, over all rooms
 * @param watermarkLag  entries after which a room's stored watermark is moved; what changes a membership moves it at once
 * @param window        entries that are read at once to catch up with a room
 * @param concurrency   memberships or messages of a room that are changed at once, and rooms of a user that are read at once
 * @param reunions      ended memberships of one person in one room that are remembered
 * @param departures    rooms left by a person that are remembered, so that a late repeat of a joining is noticed
 * @param readsPerRoom  reads of one room that use the store at once, well below the connections to it
 * @param waitingPerRoom reads of one room that wait for that; more are refused as retryable
 * @param readTimeout   how long a reader waits, its turn included
 */
@Validated
@ConfigurationProperties("whispra.fold")
record FoldProperties(
        @Min(1) @DefaultValue("20000") int cachedRooms,
        @Min(1) @DefaultValue("200000") int cachedMembers,
        @Min(1) @Max(256) @DefaultValue("32") int watermarkLag,
        @Min(2) @Max(1000) @DefaultValue("128") int window,
        @Min(1) @Max(64) @DefaultValue("16") int concurrency,
        @Min(1) @DefaultValue("50") int reunions,
        @Min(1) @DefaultValue("200") int departures,
        @Min(1) @Max(64) @DefaultValue("16") int readsPerRoom,
        @Min(1) @Max(100_000) @DefaultValue("2000") int waitingPerRoom,
        @DefaultValue("8s") Duration readTimeout) {}
