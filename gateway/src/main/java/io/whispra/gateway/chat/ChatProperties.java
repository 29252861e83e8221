package io.whispra.gateway.chat;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of chatting.
 *
 * @param maxSessions     clients in all; beyond that a new one is refused
 * @param sessionsPerUser clients of one user; beyond that the oldest is closed as replaced
 * @param firstHeads      rooms whose heads `ready` tells
 * @param syncRooms       rooms that one `sync` may ask for
 * @param syncBytes       bytes of its answer
 * @param fetchLimit      entries of one room in one answer
 * @param fetchConcurrency rooms that one `sync` reads at once
 * @param markerTimeout   how long read markers are waited for; without them heads say less
 * @param markerPages     pages of a hundred rooms of which read markers are asked for
 * @param additions       rooms that users are being added to at once; beyond that they are told to sync
 * @param comeBack        within which random time clients come back that are sent away together
 * @param epochCheck      how often the epoch is looked at while nobody connects
 * @param maxToken        characters of a token
 * @param profiles        people of whose changes others are still to be told; beyond that they are not
 * @param profileConcurrency people whose rooms are asked for at once to tell others of a change
 */
@Validated
@ConfigurationProperties("whispra.chat")
record ChatProperties(
        @DefaultValue("20000") @Min(1) int maxSessions,
        @DefaultValue("20") @Min(1) int sessionsPerUser,
        @DefaultValue("200") @Min(1) int firstHeads,
        @DefaultValue("200") @Min(1) int syncRooms,
        @DefaultValue("256KB") DataSize syncBytes,
        @DefaultValue("200") @Min(1) int fetchLimit,
        @DefaultValue("4") @Min(1) int fetchConcurrency,
        @DefaultValue("1s") Duration markerTimeout,
        @DefaultValue("10") @Min(1) int markerPages,
        @DefaultValue("1000") @Min(1) int additions,
        @DefaultValue("5s") Duration comeBack,
        @DefaultValue("3s") Duration epochCheck,
        @DefaultValue("8192") @Min(1) int maxToken,
        @DefaultValue("10000") @Min(1) int profiles,
        @DefaultValue("8") @Min(1) int profileConcurrency) {}
