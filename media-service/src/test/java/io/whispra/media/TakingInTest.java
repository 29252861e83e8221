package io.whispra.media;

import java.util.List;

import io.whispra.media.FailingStore.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Files are taken in, and the store fails meanwhile. */
@DirtiesContext
@TestPropertySource(properties = "whispra.storage.call-timeout=2s")
class TakingInTest extends RunningService {
    private static final FailingStore failing = new FailingStore(s3.endpoint());

    private final String anna = newId();

    @DynamicPropertySource
    static void failingStore(DynamicPropertyRegistry registry) {
        registry.add("whispra.storage.endpoint", failing::endpoint);
    }

    @AfterEach
    void storeIsWell() {
        failing.fail(Fault.NONE, "", "");
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, HEAD, /incoming/", "UNAVAILABLE, GET, /incoming/", "STALLED, GET, /incoming/",
            "UNAVAILABLE, PUT, /original", "STALLED, PUT, /original", "UNAVAILABLE, PUT, /small"})
    void f12_uploadCanBeCompletedAgainWhenTheStoreIsBack(Fault fault, String method, String path) {
        var image = Samples.image("png", 1500, 700);
        var upload = begin(anna, "a.png", "image/png", image.length);
        assertThat(upload.send(image)).isEqualTo(200);
        failing.fail(fault, method, path);

        var answer = complete(anna, upload.id()).expectStatus().isEqualTo(503);

        answer.expectHeader().exists(HttpHeaders.RETRY_AFTER);
        assertThat(json(get(anna, upload.id()).expectStatus().isOk()).get("status").asString()).isEqualTo("pending");
        get(anna, upload.id() + "/link").expectStatus().isNotFound();
        failing.fail(Fault.NONE, "", "");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(keysOf(upload.id())).isEmpty());
        var ready = json(complete(anna, upload.id()).expectStatus().isOk());
        assertThat(ready.get("width").asInt()).isEqualTo(1500);
        assertThat(keysOf(upload.id())).hasSize(3)
                .allMatch(key -> key.startsWith(key(upload.id()).replace("original", "")));
    }

    @Test
    void f12_imageThatArrivedWhileTheStoreFailsLeavesNothing() {
        var image = Samples.image("png", 1500, 700);
        var before = storedKeys();
        failing.fail(Fault.UNAVAILABLE, "PUT", "/large");

        upload(anna, Multipart.file("a.png", "image/png", image)).expectStatus().isEqualTo(503);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(storedKeys()).isEqualTo(before));
        assertThat(json(as(anna).get().uri("/api/v1/me/storage").exchange()).get("files").asInt()).isZero();
    }

    private List<String> keysOf(String id) {
        return storedKeys().stream().filter(key -> key.startsWith("attachments/" + id)).toList();
    }
}
