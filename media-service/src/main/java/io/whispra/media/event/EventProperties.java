package io.whispra.media.event;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How others are told of attachments.
 *
 * @param sweepInterval the shortest pause between two looks for what they were not told
 * @param sweepRest the shortest pause in times of what the last look took
 * @param batch told at once; more waits in the database
 * @param patience for the broker to have a batch: longer than the producer tries, so that the outcome is known
 */
@ConfigurationProperties("whispra.event")
record EventProperties(@DefaultValue("2s") Duration sweepInterval, @DefaultValue("20") int sweepRest,
        @DefaultValue("200") int batch, @DefaultValue("20s") Duration patience) {
    EventProperties {
        if (sweepInterval.isNegative() || sweepInterval.isZero() || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("whispra.event: every duration must be positive");
        }
        if (batch < 1 || sweepRest < 0) {
            throw new IllegalArgumentException("whispra.event: batch must be at least 1, sweep-rest not negative");
        }
    }
}
