package io.whispra.message.history;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of reading.
 *
 * @param page    entries in a page if the caller does not say
 * @param maxPage entries that a caller may ask for
 * @param maxScan entries that are looked at for one page of messages
 */
@Validated
@ConfigurationProperties("whispra.history")
record HistoryProperties(
        @Min(1) @Max(1000) @DefaultValue("50") int page,
        @Min(1) @Max(1000) @DefaultValue("200") int maxPage,
        @Min(1) @Max(10000) @DefaultValue("1000") int maxScan) {}
