package io.whispra.media.storage;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The S3-compatible store. Addresses are path-style (`endpoint/bucket/key`), which every such store understands.
 *
 * @param endpoint where this service reaches the store
 * @param publicEndpoint where the people's browsers reach it; links are signed for this address
 * @param region that requests are signed for; stores other than AWS take any
 * @param bucket made at start if it is missing
 * @param accessKey names the signer
 * @param secretKey signs
 * @param prefix before the key of what is kept, so that the bucket can be shared and rules can name these objects
 * @param incomingPrefix before the key of what was uploaded and not looked at yet
 * @param callTimeout for one operation on the store, its retries included
 * @param maxConnections to the store at a time; as many calls again may wait for one
 * @param retryDelay before the bucket is looked for again when the store does not answer at start; doubles up to 16 times this
 */
@ConfigurationProperties("whispra.storage")
record StorageProperties(URI endpoint, URI publicEndpoint, String region, String bucket, String accessKey,
        String secretKey, @DefaultValue("attachments/") String prefix,
        @DefaultValue("incoming/") String incomingPrefix, @DefaultValue("30s") Duration callTimeout,
        @DefaultValue("64") int maxConnections, @DefaultValue("500ms") Duration retryDelay) {
    StorageProperties {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("whispra.storage.bucket must name a bucket");
        }
        if (callTimeout.isNegative() || callTimeout.isZero() || maxConnections < 1 || retryDelay.isNegative()) {
            throw new IllegalArgumentException("whispra.storage: time-outs and limits must be positive");
        }
    }

    /** `attachments/id/stored/variant`; `attachments/id` of old; `incoming/id`. */
    String key(BlobKey key) {
        return switch (key) {
            case BlobKey.Incoming incoming -> incomingPrefix + incoming.id();
            case BlobKey.Kept kept when kept.stored() == null -> prefix + kept.id();
            case BlobKey.Kept kept -> prefix + kept.id() + "/" + kept.stored() + "/" + kept.variant().word();
        };
    }

    @Override
    public String toString() {
        return "StorageProperties[" + endpoint + "/" + bucket + "]";
    }
}
