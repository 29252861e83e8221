package io.whispra.auth.avatar;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The media service.
 *
 * @param mediaUrl       its address
 * @param timeout        of a request to it; then the caller is refused with 503
 * @param maxConnections to it
 * @param maxWaiting     requests that wait for a connection; more are refused with 503
 */
@ConfigurationProperties("whispra.avatar")
record AvatarProperties(@DefaultValue("http://localhost:8084") URI mediaUrl, @DefaultValue("3s") Duration timeout,
        @DefaultValue("10") int maxConnections, @DefaultValue("50") int maxWaiting) {

    AvatarProperties {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("whispra.avatar.timeout must be positive, not " + timeout);
        }
        if (maxConnections < 1 || maxWaiting < 1) {
            throw new IllegalArgumentException("whispra.avatar: max-connections and max-waiting must be at least 1");
        }
    }
}
