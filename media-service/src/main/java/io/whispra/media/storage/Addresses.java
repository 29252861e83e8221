package io.whispra.media.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3Utilities;

/**
 * Where the contents lie. The SDK's own presigner takes the present moment for the time of signing, so that no two links are equal;
 * here that moment is chosen (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html).
 */
@Component
public final class Addresses {
    private final StorageProperties properties;
    private final AwsCredentialsProvider credentials;
    private final Clock clock;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final S3Utilities urls;

    Addresses(StorageProperties properties, AwsCredentialsProvider storageCredentials, Clock clock) {
        this.properties = properties;
        this.credentials = storageCredentials;
        this.clock = clock;
        this.urls = S3Utilities.builder()
                .region(Region.of(properties.region()))
                .s3Configuration(S3Configuration.builder().pathStyleAccessEnabled(properties.pathStyle()).build())
                .build();
    }

    /** Where this service reaches a content, without what would permit it. */
    public URI inside(BlobKey.Kept key) {
        return at(properties.endpoint(), key);
    }

    /** A link that is the same for everybody who asks within one step of the clock. */
    Link link(BlobKey.Kept key, Delivery delivery) {
        var signed = signedAt(delivery);
        var url = sign(at(delivery.inside() ? properties.endpoint() : properties.publicEndpoint(), key), delivery,
                signed);
        return new Link(delivery.inside() ? url : throughCdn(url), signed.plus(delivery.lifetime()));
    }

    /** The last moment that a step ends at. Signatures know whole seconds. */
    private Instant signedAt(Delivery delivery) {
        var now = clock.instant().getEpochSecond();
        return Instant.ofEpochSecond(now - now % Math.max(1, delivery.step().toSeconds()));
    }

    private URI sign(URI address, Delivery delivery, Instant time) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(address)
                .appendRawQueryParameter("response-cache-control",
                        "private, max-age=" + delivery.lifetime().toSeconds())
                .appendRawQueryParameter("response-content-disposition", delivery.disposition())
                .appendRawQueryParameter("response-content-type", delivery.contentType())
                .build();
        return signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, properties.region())
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, delivery.lifetime())
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
                .request()
                .getUri();
    }

    private URI throughCdn(URI url) {
        var cdn = properties.cdnUrl();
        if (cdn == null) {
            return url;
        }
        var root = cdn.toString();
        return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + url.getRawPath() + "?"
                + url.getRawQuery());
    }

    private URI at(URI endpoint, BlobKey.Kept key) {
        try {
            return urls.getUrl(get -> get.endpoint(endpoint).bucket(properties.bucket()).key(properties.key(key)))
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
