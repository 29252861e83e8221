package io.whispra.auth.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the directory one request may see, and how much an account remembers.
 *
 * @param searchMinLength characters that a search must have
 * @param searchMaxLength characters that a search may have
 * @param searchLimit     results of a search, at most
 * @param idsLimit        accounts that may be asked for by id at once
 * @param knownAddresses  addresses from which it was signed in to that an account remembers
 */
@ConfigurationProperties("whispra.account")
record AccountProperties(@DefaultValue("2") int searchMinLength, @DefaultValue("254") int searchMaxLength,
        @DefaultValue("20") int searchLimit, @DefaultValue("100") int idsLimit,
        @DefaultValue("20") int knownAddresses) {

    AccountProperties {
        if (searchMinLength < 1 || searchMaxLength < searchMinLength || searchLimit < 1 || idsLimit < 1
                || knownAddresses < 1) {
            throw new IllegalArgumentException("whispra.account: every limit must be at least 1");
        }
    }
}
