package io.whispra.media.upload;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of uploads through this service. An upload holds about one part in memory, so all of them together hold about
 * `atOnce` times `partSize`.
 *
 * @param maxSize of a file
 * @param partSize what is collected before it goes to the store; 5 MiB at least (S3's lower bound), 10,000 parts at most
 * @param atOnce uploads in progress in this instance; beyond that, 503
 * @param atOncePerOwner of which one person's; beyond that, 429
 * @param timeLimit for one upload from its first byte to its answer; beyond that, 408
 * @param pendingAge after which an upload that did not end, or was rejected, is cleared away; longer than the time limit
 * @param unclaimedAge after which one that no message took is cleared away; longer than that
 * @param linkLifetime of an address to upload to: the request must begin before; at most 5 minutes
 * @param lastCall how long a call to the store may go on after its upload was cut: what it leaves is cleared away after that
 * @param sweepInterval between two looks for such uploads
 * @param sweepBatch cleared away in one look
 */
@ConfigurationProperties("whispra.upload")
record UploadProperties(@DefaultValue("100MB") DataSize maxSize, @DefaultValue("5MB") DataSize partSize,
        @DefaultValue("8") int atOnce, @DefaultValue("3") int atOncePerOwner, @DefaultValue("15m") Duration timeLimit,
        @DefaultValue("1h") Duration pendingAge, @DefaultValue("7d") Duration unclaimedAge,
        @DefaultValue("5m") Duration linkLifetime, @DefaultValue("1m") Duration lastCall,
        @DefaultValue("5m") Duration sweepInterval,
        @DefaultValue("100") int sweepBatch) {
    private static final long SMALLEST_PART = DataSize.ofMegabytes(5).toBytes();
    private static final long LARGEST_PART = DataSize.ofMegabytes(512).toBytes();
    private static final long MOST_PARTS = 10_000;

    private static final Duration SHORTEST_LINK = Duration.ofSeconds(1);
    private static final Duration LONGEST_LINK = Duration.ofMinutes(5);

    UploadProperties {
        if (partSize.toBytes() < SMALLEST_PART || partSize.toBytes() > LARGEST_PART) {
            throw new IllegalArgumentException("whispra.upload.part-size must be 5 MB to 512 MB, not " + partSize);
        }
        if (maxSize.toBytes() < 1 || maxSize.toBytes() > partSize.toBytes() * MOST_PARTS) {
            throw new IllegalArgumentException("whispra.upload.max-size must be at most 10,000 parts, not " + maxSize);
        }
        if (atOnce < 1 || atOncePerOwner < 1 || sweepBatch < 1) {
            throw new IllegalArgumentException("whispra.upload: every limit must be at least 1");
        }
        if (timeLimit.isNegative() || timeLimit.isZero() || pendingAge.compareTo(timeLimit) <= 0) {
            throw new IllegalArgumentException("whispra.upload.pending-age must be longer than time-limit");
        }
        if (unclaimedAge.compareTo(pendingAge) <= 0) {
            throw new IllegalArgumentException("whispra.upload.unclaimed-age must be longer than pending-age");
        }
        if (linkLifetime.compareTo(SHORTEST_LINK) < 0 || linkLifetime.compareTo(LONGEST_LINK) > 0) {
            throw new IllegalArgumentException("whispra.upload.link-lifetime must be 1s to 5m, not " + linkLifetime);
        }
        if (lastCall.isNegative()) {
            throw new IllegalArgumentException("whispra.upload.last-call must not be negative, but is " + lastCall);
        }
        if (sweepInterval.isNegative() || sweepInterval.isZero()) {
            throw new IllegalArgumentException("whispra.upload.sweep-interval must be positive");
        }
    }
}
