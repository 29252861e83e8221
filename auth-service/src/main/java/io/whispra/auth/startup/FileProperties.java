package io.whispra.auth.startup;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The files of the installation: signing keys, service clients.
 *
 * @param poll pause between two looks whether one has changed
 */
@ConfigurationProperties("whispra.files")
record FileProperties(@DefaultValue("10s") Duration poll) {

    FileProperties {
        if (poll.toMillis() < 1) {
            throw new IllegalArgumentException("whispra.files.poll must be at least 1ms, not " + poll);
        }
    }
}
