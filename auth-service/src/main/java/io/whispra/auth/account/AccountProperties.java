package io.whispra.auth.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the directory one request may see.
 *
 * @param searchMinLength characters that a search must have
 * @param searchMaxLength characters that a search may have
 * @param searchLimit     results of a search, at most
 * @param idsLimit        accounts that may be asked for by id at once
 */
@ConfigurationProperties("whispra.account")
record AccountProperties(@DefaultValue("2") int searchMinLength, @DefaultValue("254") int searchMaxLength,
        @DefaultValue("20") int searchLimit, @DefaultValue("100") int idsLimit) {

    AccountProperties {
        if (searchMinLength < 1 || searchMaxLength < searchMinLength || searchLimit < 1 || idsLimit < 1) {
            throw new IllegalArgumentException("whispra.account: every limit must be at least 1");
        }
    }
}
