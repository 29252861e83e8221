package io.whispra.media.file;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Files that are delivered through this service.
 *
 * @param atOnce in progress in this instance; beyond, 503
 * @param timeout until the store begins to answer, and for whatever comes next while its reader has taken all there was
 * @param idle how long a reader may take nothing of what is there for it; then its connection is cut
 * @param resourcePolicy which pages may show the files: `Cross-Origin-Resource-Policy` (same-origin, same-site, cross-origin)
 */
@ConfigurationProperties("whispra.file")
record FileProperties(@DefaultValue("64") int atOnce, @DefaultValue("10s") Duration timeout,
        @DefaultValue("30s") Duration idle, @DefaultValue("same-site") String resourcePolicy) {
    FileProperties {
        if (atOnce < 1 || timeout.toMillis() < 1 || idle.toMillis() < 1) {
            throw new IllegalArgumentException("whispra.file: time-outs and limits must be positive");
        }
    }
}
