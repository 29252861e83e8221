package io.whispra.media.quota;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one person may have in the store.
 *
 * @param maxBytes of all files together; 0 for as much as one likes
 * @param maxFiles how many; 0 for as many as one likes
 * @param settled what began longer ago than this is taken to stay: an upload is over the quota only when it is beside these; where it is only
 *        beside others that begin now, it is tried again
 * @param tries how often, then the caller is told to come back
 */
@ConfigurationProperties("whispra.quota")
record QuotaProperties(@DefaultValue("5GB") DataSize maxBytes, @DefaultValue("20000") long maxFiles,
        @DefaultValue("2s") Duration settled, @DefaultValue("4") int tries) {
    QuotaProperties {
        if (maxBytes.isNegative() || maxFiles < 0) {
            throw new IllegalArgumentException("whispra.quota: limits must be positive, or 0 for none");
        }
        if (settled.isNegative() || tries < 1) {
            throw new IllegalArgumentException("whispra.quota: settled must be positive, tries at least 1");
        }
    }

    boolean isNone() {
        return maxBytes.toBytes() == 0 && maxFiles == 0;
    }

    boolean isExceededBy(Usage usage) {
        return isOver(usage.bytes(), maxBytes.toBytes()) || isOver(usage.files(), maxFiles);
    }

    private static boolean isOver(long value, long limit) {
        return limit > 0 && value > limit;
    }
}
