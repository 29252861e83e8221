package io.whispra.gateway.presence;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topic of presence.
 *
 * @param presenceTopic where gateways say who is on them
 */
@ConfigurationProperties("whispra.kafka")
record TopicProperties(@DefaultValue("whispra.presence.v1") String presenceTopic) {}
