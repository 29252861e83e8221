package io.whispra.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import io.whispra.acceptance.stack.LocalStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Where browsers cannot reach the storage, files come through the gateway too: on a stack of its own, whose media service has a heap
 * of 96 MiB and does not notice that it passes more on.
 */
class GatewayLinksIT {

    private static final int LIMIT = 100 * 1024 * 1024;
    private static final int BLOCK = 1024 * 1024;
    private static final String START = """
            --b\r
            Content-Disposition: form-data; name="file"; filename="noise.bin"\r
            Content-Type: application/octet-stream\r
            \r
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final LocalStack stack = new LocalStack(Path.of("../whispra"), new LocalStack.Size(1, 1),
            Integer.getInteger("whispra.acceptance.port", 18080) + 100, Path.of("target/gateway-links"),
            Map.of("MEDIA_LINKS", "gateway", "WHISPRA_AOT", "off"));

    @BeforeAll
    static void up() {
        assumeTrue(Stack.isLocal(), "How files are delivered is chosen on a local stack only");
        stack.up();
    }

    @AfterAll
    static void down() {
        if (Stack.isLocal()) {
            stack.down();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageShowsWhatTheGatewayDelivers(Shown shown) {
        assumeTrue(Browser.isThere(), "CHROMIUM must name a browser on this machine");
        try (var browser = Browser.start();
                var page = browser.visit(stack.base(), Look.DESKTOP).go("/docs")) {
            var ana = Person.register(stack.base(), "Ana");
            var attachment = shown.upload(page, ana, Shown.MULTIPART).path("attachment");
            assertThat(link(ana, attachment)).asString().startsWith(stack.base() + "/api/v1/files/");
        }
    }

    @Test
    void t53DeliveredFilesAreInertAndComeInPieces() throws Exception {
        var ana = Person.register(stack.base(), "Ana");
        var page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        var attachment = ana.api().upload("page.html", "text/html", page).expect(201);
        var link = link(ana, attachment);
        var part = http.send(HttpRequest.newBuilder(link).header("Range", "bytes=1-6").build(),
                BodyHandlers.ofString());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("script");
        var headers = part.headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(headers.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment;");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy")).hasValue("default-src 'none'; sandbox");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).startsWith("private");

        var tampered = Api.fetch(URI.create(link.toString().replace("octet-stream", "xhtml")));
        assertThat(tampered.statusCode()).isEqualTo(403);
        assertThat(Json.read(tampered.body()).path("code").asString()).isEqualTo("link-expired");
        var direct = ana.api().post("/api/v1/attachments",
                Json.object("{'name': 'a.png', 'contentType': 'image/png', 'size': 1}"));
        assertThat(direct.code()).isEqualTo("direct-upload-off");
    }

    @Test
    void t72AHundredMebibytesGoUpAndDownThroughTheGateway() throws Exception {
        var ana = Person.register(stack.base(), "Ana");
        var before = stack.part("media-service").pid();

        var answer = upload(ana, LIMIT);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var attachment = Json.read(answer.body());
        assertThat(attachment.path("size").asLong()).isEqualTo(LIMIT);
        assertThat(attachment.path("sha256").asString()).isEqualTo(sha256(noise(LIMIT)));

        assertThat(sha256(download(ana, attachment))).isEqualTo(attachment.path("sha256").asString());
        assertThat(stack.part("media-service").pid()).as("still the same process").isEqualTo(before);
    }

    @Test
    void oneByteMoreIsTooLarge() throws Exception {
        var answer = upload(Person.register(stack.base(), "Ana"), LIMIT + 1);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Json.read(answer.body()).path("code").asString()).isEqualTo("too-large");
    }

    private HttpResponse<String> upload(Person owner, int size) throws IOException, InterruptedException {
        var start = START.getBytes(StandardCharsets.US_ASCII);
        var end = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
        var body = BodyPublishers.concat(BodyPublishers.ofByteArray(start),
                BodyPublishers.ofByteArrays(() -> noise(size).iterator()), BodyPublishers.ofByteArray(end));
        return http.send(HttpRequest.newBuilder(URI.create(stack.base() + "/api/v1/attachments"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + owner.token())
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.fromPublisher(body, start.length + size + end.length))
                .build(), BodyHandlers.ofString());
    }

    private InputStream download(Person reader, JsonNode attachment) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(link(reader, attachment)).timeout(PATIENCE).build(),
                BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(LIMIT);
        return answer.body();
    }

    private static URI link(Person reader, JsonNode attachment) {
        var link = reader.api().get("/api/v1/attachments/" + attachment.path("id").asString() + "/link").expect(200);
        return URI.create(link.path("url").asString());
    }

    /** Blocks of noise, each of its own. */
    private static Stream<byte[]> noise(int size) {
        return IntStream.rangeClosed(0, (size - 1) / BLOCK).mapToObj(n -> {
            var block = new byte[Math.min(BLOCK, size - n * BLOCK)];
            new Random(n).nextBytes(block);
            return block;
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(Stream<byte[]> content) {
        var digest = sha256();
        content.forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(InputStream content) throws IOException {
        var digest = sha256();
        try (var read = new DigestInputStream(content, digest)) {
            read.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
