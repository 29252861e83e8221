package io.whispra.gateway.kafka;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How signals and presence are read and written.
 *
 * @param pollTimeout how long one poll waits for records
 * @param maxRecord   bytes of a record's value; a longer one is skipped
 * @param retryAfter  pause before a topic is looked for again, or a failed reader is replaced
 * @param patience    for one answer of Kafka
 * @param maxWaiting  records that wait to be written; beyond that they are given up
 * @param maxBlock    how long the writing of one record may wait for Kafka
 * @param buffer      bytes of records that are on their way to Kafka
 */
@Validated
@ConfigurationProperties("whispra.topics")
record TopicsProperties(
        @DefaultValue("500ms") Duration pollTimeout,
        @DefaultValue("16KB") DataSize maxRecord,
        @DefaultValue("1s") Duration retryAfter,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("1024") @Min(1) int maxWaiting,
        @DefaultValue("200ms") Duration maxBlock,
        @DefaultValue("1MB") DataSize buffer) {}
