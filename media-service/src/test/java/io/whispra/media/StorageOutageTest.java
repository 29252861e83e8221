package io.whispra.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;

import io.whispra.embedded.EmbeddedS3;
import io.whispra.embedded.S3Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service that starts before its store does, and outlives it. */
@DirtiesContext
class StorageOutageTest extends RunningService {
    private static final S3Credentials CREDENTIALS = new S3Credentials("test-access-key", "test-secret-key");
    private static final URI ENDPOINT = freeEndpoint();

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void outage(DynamicPropertyRegistry registry) {
        registry.add("whispra.storage.endpoint", () -> ENDPOINT);
        registry.add("whispra.storage.retry-delay", () -> "50ms");
    }

    @Override
    @BeforeEach
    void isReady() {
        readiness().expectStatus().isEqualTo(503);
    }

    @Test
    void f12_uploadsAreUnavailableWhileTheStoreIsAway() {
        var anna = newId();
        var image = Multipart.file("a.png", "image/png", Samples.image("png", 1, 1));
        assertUnavailable(anna, image);

        try (var _ = EmbeddedS3.start(directory, ENDPOINT.getPort(), CREDENTIALS)) {
            await().atMost(PATIENCE).untilAsserted(() -> readiness().expectStatus().isOk());
            upload(anna, image).expectStatus().isCreated();
        }

        assertUnavailable(anna, image);
        assertUnavailable(anna, Multipart.file("x", "", Samples.noise(LIMIT)));
        readiness().expectStatus().isOk();

        try (var _ = EmbeddedS3.start(directory, ENDPOINT.getPort(), CREDENTIALS)) {
            upload(anna, image).expectStatus().isCreated();
        }
    }

    private void assertUnavailable(String userId, byte[] body) {
        var answer = upload(userId, body).expectStatus().isEqualTo(503);
        answer.expectHeader().exists(HttpHeaders.RETRY_AFTER);
        assertThat(json(answer).get("code").asString()).isEqualTo("unavailable");
    }

    private static URI freeEndpoint() {
        try (var socket = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
