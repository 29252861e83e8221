package io.whispra.gateway.signal;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of signals.
 *
 * @param typingPause  at most one `typing` of a connection and room is passed on in this time
 * @param typingLife   how long somebody is typing who does not say so again
 * @param typing       connections and rooms in which somebody is typing, that are remembered; beyond that more may be passed on
 * @param markerPause  at most one frame with read markers a room in this time
 * @param markerRooms  rooms whose read markers wait to be told; those of others are left out
 * @param roomMarkers  read markers in one frame; those of others are left out
 */
@Validated
@ConfigurationProperties("whispra.signal")
public record SignalProperties(
        @DefaultValue("2s") Duration typingPause,
        @DefaultValue("6s") Duration typingLife,
        @DefaultValue("100000") @Min(1) int typing,
        @DefaultValue("1s") Duration markerPause,
        @DefaultValue("10000") @Min(1) int markerRooms,
        @DefaultValue("100") @Min(1) int roomMarkers) {}
