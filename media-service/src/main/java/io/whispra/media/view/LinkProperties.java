package io.whispra.media.view;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Links to contents.
 *
 * @param lifetime how long a link works, whatever happens to its holder's membership meanwhile; 1 s to 1 h
 */
@ConfigurationProperties("whispra.link")
record LinkProperties(@DefaultValue("5m") Duration lifetime) {
    private static final Duration LONGEST = Duration.ofHours(1);

    LinkProperties {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("whispra.link.lifetime must be 1 s to 1 h, not " + lifetime);
        }
    }
}
