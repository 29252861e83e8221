package io.whispra.auth.store;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database.
 *
 * @param timeout after this long without an answer a request is refused with 503
 */
@ConfigurationProperties("whispra.store")
public record StoreProperties(@DefaultValue("5s") Duration timeout) {

    public StoreProperties {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("whispra.store.timeout must be positive, not " + timeout);
        }
    }
}
