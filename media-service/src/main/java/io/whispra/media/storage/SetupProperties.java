package io.whispra.media.storage;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is seen to at the bucket when the service starts.
 *
 * @param mode whether the bucket and its rules are made, only looked at, or left to others
 * @param origins addresses whose pages' scripts may reach the bucket; what follows the host is ignored, blank ones are left out
 * @param days after which the store removes what was begun and never finished; at least 1, S3's lower bound
 */
@ConfigurationProperties("whispra.storage.setup")
record SetupProperties(@DefaultValue("manage") Mode mode, @DefaultValue List<String> origins,
        @DefaultValue("1") int days) {
    SetupProperties {
        origins = origins.stream().map(String::strip).filter(origin -> !origin.isEmpty()).map(SetupProperties::origin)
                .distinct().sorted().toList();
        if (days < 1) {
            throw new IllegalArgumentException("whispra.storage.setup.days must be at least 1, not " + days);
        }
    }

    /** How far the service goes. */
    enum Mode {
        /** What is missing is made. */
        MANAGE,
        /** What is missing is told in the log. */
        CHECK,
        /** Only the bucket is looked for. */
        OFF
    }

    /** As browsers write it (RFC 6454): scheme and host in small letters, no default port. */
    private static String origin(String address) {
        var uri = URI.create(address);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "whispra.storage.setup.origins must be as https://chat.example.org, not " + address);
        }
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var port = uri.getPort() == ("https".equals(scheme) ? 443 : 80) ? -1 : uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (port < 0 ? "" : ":" + port);
    }
}
