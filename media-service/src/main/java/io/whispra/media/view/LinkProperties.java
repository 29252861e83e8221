package io.whispra.media.view;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Links to contents.
 *
 * @param lifetime how long a link works at most, whatever happens to its holder's membership meanwhile; 1 s to 1 h
 * @param step links to one content that are asked for within this time are equal, so that browsers find it in their cache; each has the
 *        lifetime less this before it. At most half of the lifetime is used; 0: each link is new
 * @param by who delivers: the store itself, or the gateway where browsers cannot reach the store
 * @param publicUrl of the gateway, for links that go there
 */
@ConfigurationProperties("whispra.link")
public record LinkProperties(@DefaultValue("5m") Duration lifetime, @DefaultValue("2m") Duration step,
        @DefaultValue("storage") By by, @DefaultValue("http://localhost:8080") URI publicUrl) {
    private static final Duration LONGEST = Duration.ofHours(1);

    public LinkProperties {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("whispra.link.lifetime must be 1 s to 1 h, not " + lifetime);
        }
        if (step.isNegative()) {
            throw new IllegalArgumentException("whispra.link.step must not be negative, but is " + step);
        }
        if (publicUrl.getHost() == null || publicUrl.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "whispra.link.public-url must be as https://chat.example.org, not " + publicUrl);
        }
        var half = lifetime.dividedBy(2);
        step = step.compareTo(half) > 0 ? half : step;
    }

    /** Who delivers. */
    public enum By {
        /** The store, or the CDN before it. */
        STORAGE,
        /** This service, through the gateway. */
        GATEWAY
    }

    /** Whether links lead through the gateway. */
    public boolean areThroughGateway() {
        return by == By.GATEWAY;
    }
}
