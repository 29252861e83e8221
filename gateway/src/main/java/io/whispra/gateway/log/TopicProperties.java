package io.whispra.gateway.log;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topics of Kafka.
 *
 * @param entriesTopic where the message service publishes every log entry
 */
@ConfigurationProperties("whispra.kafka")
record TopicProperties(@DefaultValue("whispra.room.entries.v1") String entriesTopic) {}
