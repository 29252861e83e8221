package io.whispra.gateway.signal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topic of signals.
 *
 * @param signalsTopic where gateways and the room service say what passes in rooms
 */
@ConfigurationProperties("whispra.kafka")
record TopicProperties(@DefaultValue("whispra.room.signals.v1") String signalsTopic) {}
