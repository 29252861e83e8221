package io.whispra.message.outbox;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where entries are published.
 *
 * @param entriesTopic      the topic
 * @param entriesPartitions of the topic when this service makes it; changing it later would break the order of rooms
 * @param retention         how long the broker keeps entries
 */
@Validated
@ConfigurationProperties("whispra.kafka")
record TopicProperties(
        @NotBlank @DefaultValue("whispra.room.entries.v1") String entriesTopic,
        @Min(1) @DefaultValue("24") int entriesPartitions,
        @DefaultValue("7d") Duration retention) {}
