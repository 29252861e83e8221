package io.whispra.message.append;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of appending. What exceeds one is refused as retryable.
 *
 * @param lanes          rooms that are appended to at the same time
 * @param waiting        drafts that wait, over all rooms
 * @param waitingPerRoom drafts that wait in one room
 * @param batch          drafts that go out as one insert
 * @param lookups        clientIds and memberships that are looked up at once, per room
 * @param tries          how often a draft is judged while others keep appending before it
 * @param jitter         the longest pause before the second try; it doubles with each one
 * @param timeout        how long a caller waits for the outcome
 */
@Validated
@ConfigurationProperties("whispra.append")
record AppendProperties(
        @Min(1) @DefaultValue("10000") int lanes,
        @Min(1) @DefaultValue("20000") int waiting,
        @Min(1) @DefaultValue("2000") int waitingPerRoom,
        @Min(1) @Max(1000) @DefaultValue("200") int batch,
        @Min(1) @Max(256) @DefaultValue("16") int lookups,
        @Min(1) @Max(100) @DefaultValue("8") int tries,
        @DefaultValue("10ms") Duration jitter,
        @DefaultValue("8s") Duration timeout) {}
