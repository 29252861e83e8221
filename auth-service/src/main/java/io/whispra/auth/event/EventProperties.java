package io.whispra.auth.event;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where events of people are published.
 *
 * @param userEventsTopic       the topic
 * @param userEventsPartitions  of the topic when this service makes it; changing it later would break the order of a person's events
 * @param userEventsReplication of the topic when this service makes it: 3 where there are as many brokers
 * @param userEventsRetention   how long the broker keeps events; at least the life of an access token, or a service that starts would
 *                              not learn of all that was revoked
 * @param publishTimeout        how long a request waits for the broker; then it is answered, and the relay publishes
 * @param rest                  for this long after a failure requests leave what they have to publish to the relay
 * @param queue                 events that wait for the producer; those beyond are left to the relay
 */
@Validated
@ConfigurationProperties("whispra.kafka")
public record EventProperties(
        @NotBlank @DefaultValue("whispra.user.events.v1") String userEventsTopic,
        @Min(1) @DefaultValue("6") int userEventsPartitions,
        @Min(1) @Max(Short.MAX_VALUE) @DefaultValue("1") int userEventsReplication,
        @DefaultValue("7d") Duration userEventsRetention,
        @DefaultValue("1s") Duration publishTimeout,
        @DefaultValue("2s") Duration rest,
        @Min(1) @DefaultValue("1000") int queue) {

    public EventProperties {
        if (!publishTimeout.isPositive() || !userEventsRetention.isPositive()) {
            throw new IllegalArgumentException(
                    "whispra.kafka: publish-timeout and user-events-retention must be positive");
        }
    }
}
