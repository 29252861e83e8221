package io.whispra.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EmbeddedS3Test {
    private static final S3Credentials CREDENTIALS = new S3Credentials("test-access-key", "test-secret-key");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void objectsAndTheirTypesSurviveAReopen() {
        try (var s3 = EmbeddedS3.start(directory, 0, CREDENTIALS); var client = client(s3, CREDENTIALS)) {
            client.createBucket(r -> r.bucket("media"));
            client.putObject(r -> r.bucket("media").key("a/b.txt").contentType("text/plain"),
                    RequestBody.fromString("hello"));
        }
        try (var s3 = EmbeddedS3.start(directory, 0, CREDENTIALS); var client = client(s3, CREDENTIALS)) {
            var object = client.getObjectAsBytes(r -> r.bucket("media").key("a/b.txt"));
            assertThat(object.asUtf8String()).isEqualTo("hello");
            assertThat(object.response().contentType()).isEqualTo("text/plain");
            var tail = client.getObjectAsBytes(r -> r.bucket("media").key("a/b.txt").range("bytes=3-4"));
            assertThat(tail.asUtf8String()).isEqualTo("lo");
        }
    }

    @Test
    void aWrongSecretIsRefused() {
        var wrong = new S3Credentials(CREDENTIALS.accessKey(), "another-secret");
        try (var s3 = EmbeddedS3.start(directory, 0, CREDENTIALS); var client = client(s3, wrong)) {
            assertThatExceptionOfType(S3Exception.class).isThrownBy(client::listBuckets)
                    .satisfies(e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void aPresignedPutTakesItsLengthAndTypeAndNoOther() throws Exception {
        try (var s3 = EmbeddedS3.start(directory, 0, CREDENTIALS); var client = client(s3, CREDENTIALS)) {
            client.createBucket(r -> r.bucket("media"));
            URI address = presignedPut(s3, 5, "image/png");
            assertThat(put(address, "too long", "image/png").statusCode()).isEqualTo(403);
            assertThat(put(address, "abc", "image/png").statusCode()).isEqualTo(403);
            assertThat(put(address, "right", "text/html").statusCode()).isEqualTo(403);
            HttpResponse<String> right = put(address, "right", "image/png");
            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(right.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        }
    }

    @Test
    void browsersOfAnyOriginMayPut() throws Exception {
        try (var s3 = EmbeddedS3.start(directory, 0, CREDENTIALS); var client = client(s3, CREDENTIALS)) {
            client.createBucket(r -> r.bucket("media"));
            var preflight = HttpRequest.newBuilder(presignedPut(s3, 5, "image/png"))
                    .method("OPTIONS", BodyPublishers.noBody())
                    .header("Origin", "http://localhost:8080")
                    .header("Access-Control-Request-Method", "PUT")
                    .header("Access-Control-Request-Headers", "content-type,x-amz-meta-a")
                    .build();
            HttpResponse<String> answer = HTTP.send(preflight, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow()).contains("PUT");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                    .contains("content-type", "x-amz-meta-a");
        }
    }

    @Test
    void understandsRequestsInXml() {
        try (var s3 = EmbeddedS3.start(directory, 0, CREDENTIALS); var client = client(s3, CREDENTIALS)) {
            client.createBucket(r -> r.bucket("media"));
            client.putObject(r -> r.bucket("media").key("k"), RequestBody.fromString("hello"));
            List<ObjectIdentifier> ids = List.of(ObjectIdentifier.builder().key("k").build());
            var deleted = client.deleteObjects(r -> r.bucket("media").delete(d -> d.objects(ids)));
            assertThat(deleted.deleted()).singleElement().satisfies(object -> assertThat(object.key()).isEqualTo("k"));
        }
    }

    @Test
    void aTakenPortIsNamed() {
        try (var first = EmbeddedS3.start(directory, 0, CREDENTIALS)) {
            int port = first.endpoint().getPort();
            assertThatIllegalStateException().isThrownBy(() -> EmbeddedS3.start(directory, port, CREDENTIALS))
                    .withMessageContaining(Integer.toString(port));
        }
    }

    @Test
    void credentialsDoNotPrintTheSecret() {
        assertThat(CREDENTIALS).hasToString("S3Credentials[test-access-key]");
    }

    /** On a connection of its own: the server ends one whose request it refused before it was read, perhaps under the next request. */
    private static HttpResponse<String> put(URI address, String body, String type)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .PUT(BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .header("Origin", "http://localhost:8080")
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private static URI presignedPut(EmbeddedS3 s3, long length, String type) {
        try (var presigner = S3Presigner.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(provider(CREDENTIALS))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            return URI.create(presigner.presignPutObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                    .putObjectRequest(put -> put.bucket("media").key("k").contentType(type).contentLength(length)))
                    .url()
                    .toString());
        }
    }

    private static S3Client client(EmbeddedS3 s3, S3Credentials credentials) {
        return S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(provider(credentials))
                .forcePathStyle(true)
                .build();
    }

    private static StaticCredentialsProvider provider(S3Credentials credentials) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
    }
}
