package io.whispra.room.signal;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How signals are sent.
 *
 * @param partitions of the topic, if this service is the first to need it
 * @param retention  how long the topic keeps a record, if this service is the first to need it
 * @param waiting    signals that may wait to be sent; more are lost
 * @param maxBlock   how long one may wait for the topic to be known and for place in the buffer; then it is lost
 * @param delivery   how long the broker may take; then it is lost
 * @param buffer     of those that the broker does not have yet
 * @param pause      between two attempts to make the topic, when it is not there
 */
@Validated
@ConfigurationProperties("whispra.signals")
record SignalProperties(@DefaultValue("12") @Min(1) @Max(1_000) int partitions,
        @DefaultValue("5m") Duration retention, @DefaultValue("1000") @Min(1) @Max(1_000_000) int waiting,
        @DefaultValue("1s") Duration maxBlock, @DefaultValue("5s") Duration delivery,
        @DefaultValue("1MB") DataSize buffer, @DefaultValue("30s") Duration pause) {}
