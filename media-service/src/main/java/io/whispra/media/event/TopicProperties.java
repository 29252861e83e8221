package io.whispra.media.event;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where others are told.
 *
 * @param mediaEventsTopic the topic, which this service makes as soon as there is a broker
 * @param mediaEventsPartitions of it; changing it later would break the order of an attachment's events
 * @param mediaEventsRetention how long the broker keeps them
 */
@ConfigurationProperties("whispra.kafka")
record TopicProperties(@DefaultValue("whispra.media.events.v1") String mediaEventsTopic,
        @DefaultValue("6") int mediaEventsPartitions, @DefaultValue("7d") Duration mediaEventsRetention) {
    TopicProperties {
        if (mediaEventsPartitions < 1 || mediaEventsRetention.isNegative() || mediaEventsRetention.isZero()) {
            throw new IllegalArgumentException(
                    "whispra.kafka: media-events-partitions and -retention must be positive");
        }
    }
}
