package io.whispra.media.storage;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The S3-compatible store.
 *
 * @param endpoint where this service reaches the store
 * @param publicEndpoint where the people's browsers reach it; links are signed for this address
 * @param cdnUrl takes the place of the public endpoint's scheme and host in links to contents; it must pass the path, the query and the
 *        public endpoint's host on to the store. None by default
 * @param pathStyle whether addresses are `endpoint/bucket/key`, which every such store understands, or `bucket.endpoint/key`
 * @param region that requests are signed for; stores other than AWS take any
 * @param bucket made at start if it is missing
 * @param accessKey names the signer; without one it is found as the AWS SDK does (environment, profile, container, instance)
 * @param secretKey signs
 * @param encryption how the store is told to encrypt what it keeps
 * @param prefix before the key of what is kept, so that the bucket can be shared and rules can name these objects
 * @param incomingPrefix before the key of what was uploaded and not looked at yet
 * @param callTimeout for one operation on the store, its retries included
 * @param maxConnections to the store at a time; as many calls again may wait for one
 * @param retryDelay before the bucket is looked for again when the store does not answer at start; doubles up to 16 times this
 */
@ConfigurationProperties("whispra.storage")
record StorageProperties(URI endpoint, URI publicEndpoint, @Nullable URI cdnUrl,
        @DefaultValue("true") boolean pathStyle,
        String region, String bucket, @DefaultValue("") String accessKey, @DefaultValue("") String secretKey,
        @DefaultValue Encryption encryption, @DefaultValue("attachments/") String prefix,
        @DefaultValue("incoming/") String incomingPrefix, @DefaultValue("30s") Duration callTimeout,
        @DefaultValue("64") int maxConnections, @DefaultValue("500ms") Duration retryDelay) {
    StorageProperties {
        requireAddress("endpoint", endpoint);
        requireAddress("public-endpoint", publicEndpoint);
        if (cdnUrl != null) {
            requireAddress("cdn-url", cdnUrl);
        }
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("whispra.storage.bucket must name a bucket");
        }
        if (accessKey.isBlank() != secretKey.isBlank()) {
            throw new IllegalArgumentException(
                    "whispra.storage.access-key and secret-key belong together: both, or none for the SDK's own search");
        }
        if (prefix.isEmpty() || incomingPrefix.isEmpty() || prefix.startsWith(incomingPrefix)
                || incomingPrefix.startsWith(prefix)) {
            throw new IllegalArgumentException("whispra.storage.prefix and incoming-prefix must lie beside each other");
        }
        if (callTimeout.isNegative() || callTimeout.isZero() || maxConnections < 1 || retryDelay.isNegative()) {
            throw new IllegalArgumentException("whispra.storage: time-outs and limits must be positive");
        }
    }

    boolean hasKeys() {
        return !accessKey.isBlank();
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

    private static void requireAddress(String name, URI address) {
        var scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))
                || address.getRawQuery() != null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "whispra.storage." + name + " must be as https://host or https://host:port, not " + address);
        }
    }
}
