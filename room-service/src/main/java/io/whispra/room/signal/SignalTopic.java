package io.whispra.room.signal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where signals go.
 *
 * @param signalsTopic the topic, keyed by room
 */
@ConfigurationProperties("whispra.kafka")
record SignalTopic(@DefaultValue("whispra.room.signals.v1") String signalsTopic) {}
