package io.whispra.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The media service or the storage is away: files wait, text does not (F12). */
class MediaFaultsIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static final String ATTACHMENTS = "/api/v1/attachments";

    private final Person ana = whispra.person("Ana");
    private final Person budi = whispra.person("Budi");
    private final String roomId = ana.group("Weather", budi);

    @BeforeEach
    void thePartsAreOurs() {
        assumeTrue(Stack.isLocal(), "Parts can be stopped on the local stack only");
    }

    @AfterEach
    void everythingIsBack() {
        for (var part : List.of("s3", "media-service")) {
            Waiting.until(part, () -> whispra.stack().local().part(part).isReady() ? part : null);
        }
    }

    @Test
    void f12WithoutStorageFilesAreRefusedForNowAndTextGoesOn() {
        var earlier = ana.api().upload("before.png", "image/png", Samples.png(400, 300)).expect(201);
        whispra.stack().local().stop("s3");
        try {
            sendTexts("dry");
            var answer = ana.api().upload("now.png", "image/png", Samples.png(400, 300));
            assertThat(answer.status()).as("%s", answer).isEqualTo(503);
            assertThat(answer.body().path("retryAfterMs").asLong()).isPositive();
            assertThat(answer.code()).isEqualTo("unavailable");
            // What is known of a file does not lie in the storage.
            assertThat(ana.api().get(ATTACHMENTS + "/" + earlier.path("id").asString()).expect(200)).isEqualTo(earlier);
        } finally {
            whispra.stack().local().start("s3");
        }
        var link = ana.api().get(ATTACHMENTS + "/" + earlier.path("id").asString() + "/link").expect(200);
        assertThat(Api.fetch(URI.create(link.path("url").asString())).statusCode()).isEqualTo(200);
        Api.patiently(() -> ana.api().upload("now.png", "image/png", Samples.png(400, 300))).expect(201);
    }

    @Test
    void f12AMediaServiceThatIsKilledInTheMiddleOfAnUploadLeavesNothingThatCanBeSeenAndTextGoesOn()
            throws IOException {
        var file = Samples.png(400, 300);
        var made = ana.api().post(ATTACHMENTS, Json.object().put("name", "later.png").put("contentType", "image/png")
                .put("size", file.length)).expect(201);
        try (var cut = beginUpload()) {
            whispra.stack().local().signal("media-service", "KILL");
            sendTexts("storm");
            assertThat(firstLine(cut)).doesNotContain("201");
        }
        Waiting.until("the media service", () -> whispra.stack().local().part("media-service").isReady() ? file : null);

        // What was begun before goes on after it.
        Samples.put(made.path("upload"), file);
        var completed = Api.patiently(
                () -> ana.api().post(ATTACHMENTS + "/" + made.path("id").asString() + "/complete", Json.object()))
                .expect(200);
        assertThat(completed.path("status").asString()).isEqualTo("ready");
        assertThat(ana.api().get("/api/v1/me/storage").expect(200).path("files").asInt()).isBetween(1, 2);
        Api.patiently(() -> ana.api().post(Person.room(roomId) + "/messages",
                Json.object("{'clientId': 'after', 'type': 'image', 'attachmentIds': ['%s']}",
                        made.path("id").asString())))
                .expect(201);
    }

    private void sendTexts(String name) {
        for (var n = 0; n < 10; n++) {
            ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, name + n, "Text " + n)).expect(201);
        }
        assertThat(Log.contents(Log.read(budi, roomId))).hasSizeGreaterThanOrEqualTo(10);
    }

    /** Some bytes of a file of 50 MB have gone to the gateway. */
    private Socket beginUpload() {
        var base = whispra.base();
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort());
            socket.setSoTimeout(30_000);
            var head = "POST " + ATTACHMENTS + " HTTP/1.1\r\nHost: " + base.getAuthority()
                    + "\r\nAuthorization: Bearer "
                    + ana.token()
                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 50000000\r\n\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.bin\"\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[8 * 1024 * 1024]);
            socket.getOutputStream().flush();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(Socket socket) {
        try {
            var line = new java.io.BufferedReader(new java.io.InputStreamReader(socket.getInputStream(),
                    StandardCharsets.US_ASCII)).readLine();
            return Objects.requireNonNullElse(line, "");
        } catch (IOException _) {
            return "";
        }
    }
}
