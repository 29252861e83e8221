package io.whispra.media.log;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the topic of the rooms' logs is read.
 *
 * @param entriesTopic the topic, which the message service makes; what cannot be read is parked in the one with `.dlq` behind its name
 * @param groupId the consumer group of all instances
 * @param pollTimeout how long the entries of one poll may take to be kept; then it is tried again
 * @param longestRetry the longest pause before that
 */
@ConfigurationProperties("whispra.kafka")
record LogProperties(@DefaultValue("whispra.room.entries.v1") String entriesTopic,
        @DefaultValue("media-service") String groupId, @DefaultValue("30s") Duration pollTimeout,
        @DefaultValue("30s") Duration longestRetry) {
    LogProperties {
        if (pollTimeout.isNegative() || pollTimeout.isZero() || longestRetry.isNegative() || longestRetry.isZero()) {
            throw new IllegalArgumentException("whispra.kafka: poll-timeout and longest-retry must be positive");
        }
    }

    String parkedTopic() {
        return entriesTopic + ".dlq";
    }
}
