package io.whispra.message.search;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of searching.
 *
 * @param page       hits of a page if the caller does not say
 * @param maxPage    hits that a caller may ask for
 * @param maxQuery   of what is looked for, in UTF-16 units
 * @param highlights marked in one hit
 * @param maxTime    of a query of the store; a search that takes longer is refused as retryable
 * @param concurrent searches at once; more are refused as retryable
 * @param timeout    how long a caller waits, for all that a search needs
 */
@Validated
@ConfigurationProperties("whispra.search")
record SearchProperties(
        @Min(1) @Max(200) @DefaultValue("20") int page,
        @Min(1) @Max(200) @DefaultValue("50") int maxPage,
        @Min(1) @Max(1000) @DefaultValue("200") int maxQuery,
        @Min(1) @Max(1000) @DefaultValue("100") int highlights,
        @DefaultValue("1s") Duration maxTime,
        @Min(1) @Max(1000) @DefaultValue("16") int concurrent,
        @DefaultValue("5s") Duration timeout) {}
