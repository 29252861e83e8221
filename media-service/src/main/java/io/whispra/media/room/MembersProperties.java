package io.whispra.media.room;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the message service is asked about rooms.
 *
 * @param urls its instances; a room is asked about at the same one while it answers
 * @param timeout for one question to one instance, getting a token included
 * @param pause how long an instance that did not answer is asked after the others
 * @param maxConnections to each instance
 * @param maxWaiting questions that may wait for a connection; beyond that, the answer is unavailable
 */
@ConfigurationProperties("whispra.members")
record MembersProperties(List<URI> urls, @DefaultValue("2s") Duration timeout, @DefaultValue("5s") Duration pause,
        @DefaultValue("50") int maxConnections,
        @DefaultValue("500") int maxWaiting) {
    MembersProperties {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("whispra.members.urls must name the message service");
        }
        if (timeout.isNegative() || timeout.isZero() || maxConnections < 1 || maxWaiting < 1) {
            throw new IllegalArgumentException("whispra.members: time-outs and limits must be positive");
        }
    }
}
