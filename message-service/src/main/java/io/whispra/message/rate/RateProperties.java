package io.whispra.message.rate;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How fast people may write, counted by this instance alone, in memory.
 *
 * @param send   messages, edits and reactions of one person, over all rooms: so many in a burst, and the pause after which there is one
 *               more; or `off`
 * @param people that are remembered; beyond, those who wrote least lately begin anew
 */
@Validated
@ConfigurationProperties("whispra.rate")
record RateProperties(@DefaultValue("20/200ms") Limit send, @Min(1) @DefaultValue("50000") int people) {}
