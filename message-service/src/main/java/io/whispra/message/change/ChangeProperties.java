package io.whispra.message.change;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of what can be done to a message.
 *
 * @param editWindow how long after it was sent its author may edit it
 * @param deleteWindow how long after it was sent its author may delete it; 0 without end
 * @param adminDeleteWindow how long after it was sent admins may delete it; 0 without end
 * @param edits      of one message
 * @param emojis     different ones on one message
 * @param reactions  of one message, over all emojis and people
 */
@Validated
@ConfigurationProperties("whispra.change")
record ChangeProperties(
        @DefaultValue("48h") Duration editWindow,
        @DefaultValue("0") Duration deleteWindow,
        @DefaultValue("0") Duration adminDeleteWindow,
        @Min(0) @Max(1000) @DefaultValue("100") int edits,
        @Min(0) @Max(100) @DefaultValue("20") int emojis,
        @Min(0) @Max(10000) @DefaultValue("2000") int reactions) {}
