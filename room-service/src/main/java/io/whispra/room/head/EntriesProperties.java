package io.whispra.room.head;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the log topic is read.
 *
 * @param entriesTopic the topic; what cannot be read is parked in the one with `.dlq` behind its name
 * @param partitions   of the topic, if this service is the first to need it; changing it would break the order
 * @param retention    how long the topic keeps a record, if this service is the first to need it
 * @param groupId      the consumer group of all instances
 * @param pollTimeout  how long the entries of one poll may take to be kept
 * @param repair       entries that a gap is filled with at most, the latest ones
 * @param repairPage   entries that one request for them asks for
 * @param longestRetry the longest pause before a poll is tried again
 * @param mentions     unread messages that speak to somebody in a room, which are counted; the latest ones
 */
@Validated
@ConfigurationProperties("whispra.kafka")
record EntriesProperties(@DefaultValue("whispra.room.entries.v1") String entriesTopic,
        @DefaultValue("24") @Min(1) @Max(1_000) int partitions, @DefaultValue("7d") Duration retention,
        @DefaultValue("room-service") String groupId, @DefaultValue("30s") Duration pollTimeout,
        @DefaultValue("1000") @Min(1) @Max(10_000) int repair,
        @DefaultValue("100") @Min(1) @Max(1_000) int repairPage,
        @DefaultValue("30s") Duration longestRetry, @DefaultValue("100") @Min(1) @Max(1_000) int mentions) {

    String parkedTopic() {
        return entriesTopic + ".dlq";
    }
}
