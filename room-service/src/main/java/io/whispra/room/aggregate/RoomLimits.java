package io.whispra.room.aggregate;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How large things may grow.
 *
 * @param members       people in a room
 * @param roomsPerUser  rooms that one person is in; additions that race may pass it by a few
 * @param participants  people that one request may bring into a new room
 * @param nameLength    code points of a room's name
 * @param descriptionLength code points of its description
 * @param pending       changes of one room that may wait for the log
 * @param attempts      how often a change is judged again because another came first
 * @param attemptPause  the longest pause between two of those, of which a random part is taken
 */
@Validated
@ConfigurationProperties("whispra.rooms")
public record RoomLimits(@DefaultValue("1000") @Min(2) @Max(10_000) int members,
        @DefaultValue("1000") @Min(1) @Max(10_000) int roomsPerUser,
        @DefaultValue("100") @Min(1) @Max(1_000) int participants,
        @DefaultValue("80") @Min(1) @Max(1_000) int nameLength,
        @DefaultValue("500") @Min(1) @Max(2_000) int descriptionLength,
        @DefaultValue("100") @Min(1) @Max(1_000) int pending,
        @DefaultValue("12") @Min(1) @Max(100) int attempts,
        @DefaultValue("100ms") Duration attemptPause) {}
