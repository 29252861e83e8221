package io.whispra.auth.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an account remembers.
 *
 * @param knownAddresses addresses from which it was signed in to, the last ones
 */
@ConfigurationProperties("whispra.account")
record AccountProperties(@DefaultValue("20") int knownAddresses) {

    AccountProperties {
        if (knownAddresses < 1) {
            throw new IllegalArgumentException(
                    "whispra.account.known-addresses must be at least 1, not " + knownAddresses);
        }
    }
}
