package io.whispra.media.log;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of claimed attachments.
 *
 * @param grace how long the bytes of what is not shown any more stay; nobody gets a link to them
 * @param unusedAge after which it is asked whether the message that claimed an attachment was ever sent; longer than sending takes
 * @param sweepInterval between two looks for such attachments
 * @param sweepBatch looked after in one look
 * @param questions asked at a time
 */
@ConfigurationProperties("whispra.claim")
record UseProperties(@DefaultValue("24h") Duration grace, @DefaultValue("1h") Duration unusedAge,
        @DefaultValue("1m") Duration sweepInterval, @DefaultValue("200") int sweepBatch,
        @DefaultValue("4") int questions) {
    UseProperties {
        if (grace.isNegative() || unusedAge.isNegative() || sweepInterval.isNegative() || sweepInterval.isZero()) {
            throw new IllegalArgumentException("whispra.claim: no duration may be negative, no interval zero");
        }
        if (sweepBatch < 1 || questions < 1) {
            throw new IllegalArgumentException("whispra.claim: every limit must be at least 1");
        }
    }
}
