package io.whispra.gateway.revocation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where revocations are read.
 *
 * @param userEventsTopic where the auth service, which makes it, publishes what happens to people
 */
@ConfigurationProperties("whispra.kafka")
record TopicProperties(@DefaultValue("whispra.user.events.v1") String userEventsTopic) {}
