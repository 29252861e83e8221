package io.whispra.media.rate;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How fast people may upload, counted by this instance alone, in memory.
 *
 * @param upload uploads that one person begins, whatever becomes of them: so many in a burst, and the pause after which there is one more; or
 *               `off`
 * @param people that are remembered; beyond, those who uploaded least lately begin anew
 */
@Validated
@ConfigurationProperties("whispra.rate")
record RateProperties(@DefaultValue("30/2s") Limit upload, @Min(1) @DefaultValue("50000") int people) {}
