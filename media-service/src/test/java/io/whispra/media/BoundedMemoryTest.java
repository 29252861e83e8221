package io.whispra.media;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A store that takes the first part of a file and never says so: how much does the service take meanwhile? */
@DirtiesContext
@TestPropertySource(properties = {"whispra.upload.max-size=200MB", "whispra.storage.call-timeout=8s"})
class BoundedMemoryTest extends RunningService {
    private static final int FILE = 160 * 1024 * 1024;

    /** One part, what the reader of the request looks ahead, and what the kernel's socket buffers hold, which may be a lot. */
    private static final long BOUND = FILE / 2;

    private static final CountDownLatch partArrived = new CountDownLatch(1);
    private static final DisposableServer stalled = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(BoundedMemoryTest::store)
            .bindNow();

    @DynamicPropertySource
    static void stalledStore(DynamicPropertyRegistry registry) {
        registry.add("whispra.storage.endpoint", () -> "http://127.0.0.1:" + stalled.port());
    }

    @Test
    void clientIsHeldBackWhileTheStoreStalls() throws InterruptedException {
        var sent = new AtomicLong();
        try (var upload = new RawUpload(port, issuer.userToken(newId()), FILE)) {
            Thread.ofVirtual().start(() -> sendAll(upload, sent));

            assertThat(partArrived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

            await().atMost(PATIENCE)
                    .during(Duration.ofSeconds(1))
                    .until(sent::get, new Unchanged());
            assertThat(sent).hasValueBetween(5L * 1024 * 1024, BOUND);
        }
    }

    private static void sendAll(RawUpload upload, AtomicLong sent) {
        var chunk = Samples.noise(64 * 1024);
        try {
            while (sent.get() < FILE) {
                upload.send(chunk);
                sent.addAndGet(chunk.length);
            }
        } catch (UncheckedIOException _) {
            // The test has seen enough.
        }
    }

    private static Publisher<Void> store(HttpServerRequest request, HttpServerResponse response) {
        if (request.uri().contains("partNumber=")) {
            return request.receive().then(Mono.fromRunnable(partArrived::countDown)).then(Mono.never());
        }
        return response.header("Content-Type", "application/xml").sendString(Mono.just("""
                <InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u</UploadId>\
                </InitiateMultipartUploadResult>"""));
    }

    /** Whether a number is what it was when it was last looked at. */
    private static final class Unchanged extends BaseMatcher<Long> {
        private long seen = -1;

        @Override
        public boolean matches(Object value) {
            long before = seen;
            seen = (Long) value;
            return before == seen;
        }

        @Override
        public void describeTo(Description description) {
            description.appendText("unchanged");
        }
    }
}
