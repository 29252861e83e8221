package io.whispra.auth.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people find of each other.
 *
 * @param search    whether they can look for others; by their ids they always find them
 * @param minLength characters that a search must have
 * @param maxLength characters that a search may have
 * @param page      results on a page, where nobody says how many
 * @param maxPage   results on a page, at most
 * @param ids       accounts that may be asked for by id at once
 */
@ConfigurationProperties("whispra.directory")
record DirectoryProperties(@DefaultValue("true") boolean search, @DefaultValue("2") int minLength,
        @DefaultValue("254") int maxLength, @DefaultValue("20") int page, @DefaultValue("50") int maxPage,
        @DefaultValue("100") int ids) {

    DirectoryProperties {
        if (minLength < 1 || maxLength < minLength || page < 1 || maxPage < page || ids < 1) {
            throw new IllegalArgumentException("whispra.directory: every limit must be at least 1, and no minimum above"
                    + " its maximum");
        }
    }
}
