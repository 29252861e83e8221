package io.whispra.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A store that has its days, and readers that have theirs. */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"whispra.link.by=gateway", "whispra.file.at-once=3", "whispra.file.timeout=1s",
        "whispra.file.idle=4s"})
class FileFaultTest extends RunningService {
    private static final int BIG = 100 * 1024 * 1024;
    /** More than the kernel's buffers hold on the way. */
    private static final int MIDDLING = 24 * 1024 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private static final AtomicLong sent = new AtomicLong();
    private static final AtomicInteger inProgress = new AtomicInteger();
    private static final DisposableServer moody = HttpServer.create().host("127.0.0.1").port(0)
            .handle(FileFaultTest::store).bindNow();
    private static final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

    @Autowired
    MeterRegistry meters;

    private final List<Socket> open = new ArrayList<>();

    @DynamicPropertySource
    static void moodyStore(DynamicPropertyRegistry registry) {
        registry.add("whispra.storage.endpoint", () -> "http://127.0.0.1:" + moody.port());
    }

    @BeforeAll
    static void watch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @AfterAll
    static void end() {
        ResourceLeakDetector.setLevel(before);
        moody.disposeNow();
    }

    /** Reads the answer to its end: the test must not leave anything that looks like the service's. */
    @Override
    @BeforeEach
    void isReady() {
        await().atMost(PATIENCE).until(
                () -> readiness().expectBody().returnResult().getStatus().is2xxSuccessful());
    }

    @AfterEach
    void nothingIsOnItsWay() throws IOException {
        for (var socket : open) {
            socket.close();
        }
        await().atMost(PATIENCE).until(() -> inProgress.get() == 0);
        await().atMost(PATIENCE).until(() -> meters.get("whispra.media.deliveries").gauge().value() == 0);
    }

    @Test
    void largeFileComesWhole() throws IOException {
        var answer = ask("big");

        assertThat(head(answer)).startsWith("HTTP/1.1 200 ").contains("Content-Length: " + BIG);
        assertThat(answer.getInputStream().readNBytes(BIG + 1)).hasSize(BIG);
    }

    @Test
    void readerThatTakesNothingHoldsTheStoreBackAndIsCut() throws IOException {
        sent.set(0);
        var left = timed("cut") + timed("left");
        var answer = ask("big");

        await().atMost(PATIENCE).until(() -> timed("cut") + timed("left") > left);

        // What the kernel's buffers hold on both ways may be a lot; ours are small.
        assertThat(sent).hasValueLessThan(BIG / 3);
        assertThat(drained(answer)).isLessThan(BIG / 3);
    }

    /** Its pauses are longer than what is granted to the store, and shorter than what is granted to itself. */
    @Test
    void slowReaderIsNoSlowStore() throws IOException {
        var answer = ask("middling");
        head(answer);

        var read = 0;
        for (var i = 0; i < 4; i++) {
            var from = System.nanoTime();
            await().pollInterval(Duration.ofMillis(50)).until(() -> System.nanoTime() - from > 1_300_000_000L);
            read += answer.getInputStream().readNBytes(PIECE * 16).length;
        }

        assertThat(read + drained(answer)).isEqualTo(MIDDLING);
    }

    @ParameterizedTest
    @CsvSource({"silent, 503, unavailable", "refusing, 403, link-expired", "missing, 404, attachment-not-found",
            "failing, 503, unavailable", "elsewhere, 503, unavailable", "hung-up, 503, unavailable",
            "late, 503, unavailable", "confused, 403, link-expired"})
    void f12_storesTroublesAreProblems(String mood, int status, String code) {
        for (var method : List.of("GET", "HEAD")) {
            var answer = http().method(HttpMethod.valueOf(method)).uri(address(mood)).exchange()
                    .expectStatus().isEqualTo(status);
            answer.expectHeader().contentType("application/problem+json");
            answer.expectHeader().doesNotExist(HttpHeaders.ETAG);
            answer.expectHeader().doesNotExist(HttpHeaders.CONTENT_DISPOSITION);
            answer.expectHeader().valueMatches(HttpHeaders.CACHE_CONTROL, ".*no-store.*");
            if (status == 503) {
                answer.expectHeader().exists(HttpHeaders.RETRY_AFTER);
            }
            if (method.equals("GET")) {
                assertThat(json(answer).get("code").asString()).isEqualTo(code);
            }
            if (mood.equals("late")) {
                // For HEAD it has said all that is wanted.
                return;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"dying", "stalling"})
    void f12_answerThatBreaksOffNeverLooksWhole(String mood, CapturedOutput log) throws IOException {
        var cut = timed("cut");
        var answer = ask(mood);

        assertThat(head(answer)).startsWith("HTTP/1.1 200 ").contains("Content-Length: " + BIG);
        assertThat(drained(answer)).isBetween(0L, 4L * PIECE);

        await().atMost(PATIENCE).until(() -> timed("cut") > cut);
        assertThat(log).contains("A file was cut off on its way").doesNotContain("X-Amz-Signature");
    }

    @Test
    void t64_beyondTheLimitTheAnswerIsToComeBack() throws IOException {
        var reading = new ArrayList<Socket>();
        for (var i = 0; i < 3; i++) {
            var answer = ask("dripping");
            head(answer);
            reading.add(answer);
        }

        var refused = http().get().uri(address("big")).exchange().expectStatus().isEqualTo(503);
        refused.expectHeader().exists(HttpHeaders.RETRY_AFTER);
        assertThat(json(refused).get("detail").asString()).startsWith("At most 3 files at a time");

        for (var socket : reading) {
            socket.close();
        }
        await().atMost(PATIENCE).untilAsserted(
                () -> http().head().uri(address("big")).exchange().expectStatus().isOk());
    }

    @Test
    void t69_readersThatLeaveTakeNothingWithThem(CapturedOutput log) throws IOException {
        for (var round = 0; round < 12; round++) {
            var answer = ask(List.of("big", "dripping", "silent").get(round % 3));
            if (round % 3 < 2) {
                head(answer);
                answer.getInputStream().readNBytes(round % 3 == 0 ? round * 1000 : 3);
            }
            answer.setSoLinger(true, 0);
            answer.close();
            await().atMost(PATIENCE).until(() -> inProgress.get() == 0);
        }

        for (var i = 0; i < 5; i++) {
            System.gc();
            http().head().uri(address("big")).exchange().expectStatus().isOk();
        }
        assertThat(log).doesNotContain("LEAK:");
    }

    private long timed(String outcome) {
        return meters.timer("whispra.media.delivery", "outcome", outcome).count();
    }

    private URI address(String mood) {
        return URI.create("http://127.0.0.1:" + port + path(mood));
    }

    private static String path(String mood) {
        return "/api/v1/files/" + mood + "/a/original?X-Amz-Algorithm=a&X-Amz-Credential=c&X-Amz-Date="
                + TIME.format(Instant.now()) + "&X-Amz-Expires=300&X-Amz-SignedHeaders=host&X-Amz-Signature=s"
                + "&response-cache-control=c&response-content-disposition=d&response-content-type=t";
    }

    private Socket ask(String mood) throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        open.add(socket);
        socket.getOutputStream()
                .write(("GET " + path(mood) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var c = socket.getInputStream().read();
            assertThat(c).isNotNegative();
            head.append((char) c);
        }
        return head.toString();
    }

    /** How much comes until the connection ends, or breaks. */
    private static long drained(Socket socket) {
        var buffer = new byte[PIECE];
        long all = 0;
        try {
            InputStream in = socket.getInputStream();
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all += n;
            }
        } catch (IOException _) {
            // So it broke.
        }
        return all;
    }

    private static Publisher<Void> store(HttpServerRequest request, HttpServerResponse response) {
        var path = request.path();
        if (!path.contains("/attachments/")) {
            return response.status(request.method().name().equals("HEAD") ? 200 : 501).send();
        }
        inProgress.incrementAndGet();
        var mood = path.replaceFirst(".*/attachments/", "").replaceFirst("/.*", "");
        var over = new AtomicBoolean();
        Runnable end = () -> {
            if (over.compareAndSet(false, true)) {
                inProgress.decrementAndGet();
            }
        };
        request.withConnection(connection -> connection.onDispose(end::run));
        return Mono.from(answer(mood, request, response)).doFinally(_ -> end.run());
    }

    private static Publisher<Void> answer(String mood, HttpServerRequest request, HttpServerResponse response) {
        var all = mood.equals("middling") ? MIDDLING : BIG;
        if (request.requestHeaders().contains("Range")) {
            response.header("Content-Range", "bytes 0-0/" + all);
            all = mood.equals("late") || mood.equals("silent") ? all : 1;
        }
        response.header("Content-Length", Integer.toString(all)).header("ETag", "\"e\"")
                .header("Content-Disposition", "attachment");
        return switch (mood) {
            case "silent" -> Mono.never();
            case "late" -> response.sendHeaders().then(Mono.never());
            case "hung-up" -> {
                request.withConnection(connection -> connection.dispose());
                yield Mono.never();
            }
            case "refusing" -> error(response, 403);
            case "missing" -> error(response, 404);
            case "failing" -> error(response, 500);
            case "confused" -> error(response, 400);
            case "elsewhere" -> error(response.header("Location", "http://127.0.0.1:1/"), 307);
            case "dying" -> response.send(pieces(2).concatWith(Mono.error(() -> new IllegalStateException("dies"))));
            case "stalling" -> response.send(pieces(2).concatWith(Mono.never()), _ -> true);
            case "dripping" -> response.send(Flux.interval(Duration.ofMillis(100)).onBackpressureDrop()
                    .map(_ -> Unpooled.wrappedBuffer(new byte[1])), _ -> true);
            default -> all == 1 ? response.sendByteArray(Mono.just(new byte[1])) : response.send(pieces(all / PIECE));
        };
    }

    private static Flux<ByteBuf> pieces(int count) {
        return Flux.range(0, count).map(_ -> {
            sent.addAndGet(PIECE);
            return Unpooled.wrappedBuffer(new byte[PIECE]);
        });
    }

    private static Publisher<Void> error(HttpServerResponse response, int status) {
        var xml = "<Error><Code>Secret</Code></Error>";
        return response.status(status).header("Content-Length", Integer.toString(xml.length()))
                .header("Content-Type", "application/xml").sendString(Mono.just(xml));
    }
}
