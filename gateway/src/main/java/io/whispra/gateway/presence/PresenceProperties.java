package io.whispra.gateway.presence;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of presence.
 *
 * @param grace        how long somebody is still there after the last connection went, so that coming back is not seen
 * @param heartbeat    how often a gateway says that it is there
 * @param deadAfter    a gateway that was not heard of for so long is gone with everybody on it
 * @param batchPause   at most one `presence.batch` a connection in this time
 * @param tick         how exactly these are kept
 * @param watched      people that one connection may watch
 * @param watches      how many times in a row a connection may change whom it watches, and how its user is
 * @param watchPause   after which it may once more
 * @param gateways     other gateways that are listened to
 * @param people       people on other gateways that are remembered; the states of others are not known
 * @param acquainted   rooms, of all people that were asked about, that are remembered
 * @param acquaintedFor how long
 * @param questions    people whose rooms one connection has asked for at once
 * @param asking       people whose rooms are asked for at once, by all connections; beyond that nobody may watch others for a moment
 * @param handover     records of Kafka that may wait; beyond that Kafka is read no further
 */
@Validated
@ConfigurationProperties("whispra.presence")
public record PresenceProperties(
        @DefaultValue("5s") Duration grace,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("30s") Duration deadAfter,
        @DefaultValue("2s") Duration batchPause,
        @DefaultValue("200ms") Duration tick,
        @DefaultValue("200") @Min(1) int watched,
        @DefaultValue("5") @Min(1) int watches,
        @DefaultValue("1s") Duration watchPause,
        @DefaultValue("64") @Min(1) int gateways,
        @DefaultValue("100000") @Min(1) int people,
        @DefaultValue("200000") @Min(1) int acquainted,
        @DefaultValue("1m") Duration acquaintedFor,
        @DefaultValue("8") @Min(1) int questions,
        @DefaultValue("128") @Min(1) int asking,
        @DefaultValue("1024") @Min(1) int handover) {}
