package io.whispra.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class UploadTest extends RunningService {
    private final String anna = newId();

    @Test
    void imageIsReadyWithItsDimensionsAndHash() {
        var png = Samples.image("png", 640, 480);

        var answer = upload(anna, Multipart.file("Ferien am See.png", "image/png", png)).expectStatus().isCreated();

        answer.expectHeader().valueMatches(HttpHeaders.CACHE_CONTROL, ".*no-store.*");
        var image = json(answer);
        answer.expectHeader().location("/api/v1/attachments/" + image.get("id").asString());
        assertThat(image.get("name").asString()).isEqualTo("Ferien am See.png");
        assertThat(image.get("contentType").asString()).isEqualTo("image/png");
        assertThat(image.get("size").asInt()).isEqualTo(png.length);
        assertThat(image.get("sha256").asString()).isEqualTo(Samples.sha256(png));
        assertThat(image.get("width").asInt()).isEqualTo(640);
        assertThat(image.get("height").asInt()).isEqualTo(480);
        assertThat(image.get("status").asString()).isEqualTo("ready");
        assertThat(image.propertyNames()).doesNotContain("ownerId", "roomId", "messageId", "claimCall");
        assertThat(json(get(anna, image.get("id").asString()).expectStatus().isOk())).isEqualTo(image);
    }

    @ParameterizedTest
    @MethodSource
    void typeIsTheOneThatTheContentHas(String declared, byte[] content, String type) {
        assertThat(uploaded(anna, "x", declared, content).get("contentType").asString()).isEqualTo(type);
    }

    static Stream<Arguments> typeIsTheOneThatTheContentHas() {
        return Stream.of(arguments("image/jpeg", Samples.image("jpg", 3, 2), "image/jpeg"),
                arguments("image/jpg", Samples.image("jpg", 3, 2), "image/jpeg"),
                arguments("IMAGE/PNG", Samples.image("png", 3, 2), "image/png"),
                arguments("image/gif", Samples.image("gif", 3, 2), "image/gif"),
                arguments("image/webp", Samples.webp(), "image/webp"),
                arguments("video/mp4", Samples.mp4(), "video/mp4"),
                arguments("video/webm", Samples.webm(), "video/webm"),
                arguments("application/pdf", Samples.pdf(), "application/pdf"),
                arguments("", Samples.image("png", 3, 2), "image/png"),
                arguments("application/octet-stream", Samples.pdf(), "application/pdf"),
                arguments("application/octet-stream", Samples.mp4(), "application/octet-stream"),
                arguments("text/plain", Samples.text("hello"), "application/octet-stream"),
                arguments("image/svg+xml", Samples.text("<svg xmlns='http://www.w3.org/2000/svg'/>"),
                        "application/octet-stream"),
                arguments("text/html", Samples.text("<html><script>1</script></html>"), "application/octet-stream"));
    }

    @ParameterizedTest
    @MethodSource
    void t70_contentThatIsNotWhatItIsDeclaredToBeIsRefused(String declared, byte[] content) {
        var before = storedKeys();

        var problem = json(upload(anna, Multipart.file("x.png", declared, content)).expectStatus().isEqualTo(415));

        assertThat(problem.get("code").asString()).isEqualTo("content-mismatch");
        assertThat(storedKeys()).isEqualTo(before);
    }

    static Stream<Arguments> t70_contentThatIsNotWhatItIsDeclaredToBeIsRefused() {
        return Stream.of(arguments("image/png", Samples.text("<html><script>1</script></html>")),
                arguments("image/png", Samples.image("jpg", 1, 1)),
                arguments("image/svg+xml", Samples.image("png", 1, 1)),
                arguments("text/html", Samples.pdf()),
                arguments("video/mp4", Samples.webm()),
                arguments("video/webm", Samples.noise(100)),
                arguments("image/png", Samples.text("\u0089PNG\r\n\u001a\n<script>1</script>")),
                arguments("image/png",
                        "\u0089PNG\r\n\u001a\n<html><script>1</script>".getBytes(StandardCharsets.ISO_8859_1)),
                arguments("image/jpeg", "\u00ff\u00d8\u00ff\u00e0<html>".getBytes(StandardCharsets.ISO_8859_1)),
                arguments("image/gif", Samples.text("GIF89a=1;alert(1)")),
                arguments("image/webp", Samples.text("RIFF\0\0\0\0WEBPVP8 ")));
    }

    @Test
    void t72_imageThatClaimsTooManyPixelsIsRefused() {
        var bomb = Samples.pngClaiming(65_535, 65_535);

        var problem = json(upload(anna, Multipart.file("x.png", "image/png", bomb)).expectStatus().isEqualTo(422));

        assertThat(error(problem)).isEqualTo("/file too-many-pixels");
    }

    @Test
    void imageAtThePixelLimitIsAccepted() {
        var image = uploaded(anna, "x.png", "image/png", Samples.wide(10_000, 5_000));

        assertThat(image.get("width").asInt()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @MethodSource
    void t70_nameIsMadeSafe(String disposition, String name) {
        var body = new Multipart().part("name=\"file\"; " + disposition, "", Samples.noise(3)).end();

        assertThat(json(upload(anna, body).expectStatus().isCreated()).get("name").asString()).isEqualTo(name);
    }

    static Stream<Arguments> t70_nameIsMadeSafe() {
        return Stream.of(arguments("filename=\"../../x\"", "x"),
                arguments("filename=\"C:\\\\Users\\\\a\\\\x.doc\"", "x.doc"),
                arguments("filename=\"..\"", "file"),
                arguments("filename=\" \"", "file"),
                arguments("filename=\"x.bin.\"", "x.bin"),
                arguments("filename=\"a\u202Egnp.exe\"", "agnp.exe"),
                arguments("filename=\"a\u200B\u0000b\"", "ab"),
                arguments("filename*=UTF-8''%22%0D%0ASet-Cookie%3A%20a%3Db", "\"Set-Cookie: a=b"),
                arguments("filename*=UTF-8''%E2%82%AC%2F%E2%82%AC.txt", "\u20AC.txt"),
                arguments("filename=\"e\u0301.txt\"", "\u00E9.txt"),
                arguments("filename=\"" + "n".repeat(300) + ".bin\"", "n".repeat(251) + ".bin"),
                arguments("filename=\"" + "\uD83D\uDE00".repeat(200) + "\"", "\uD83D\uDE00".repeat(127)));
    }

    @Test
    void fileAtTheLimitIsStoredWholeInSeveralParts() {
        var content = Samples.noise(LIMIT);

        var file = uploaded(anna, "x.bin", "", content);

        assertThat(file.get("size").asInt()).isEqualTo(LIMIT);
        assertThat(file.get("sha256").asString()).isEqualTo(Samples.sha256(content));
        assertThat(store.headObject(head -> head.bucket(bucket).key(key(file.get("id").asString()))).join()
                .contentLength()).isEqualTo(LIMIT);
    }

    @Test
    void fileOfExactlyOnePartIsStoredInOneRequest() {
        var file = uploaded(anna, "x.bin", "", Samples.noise(5 * 1024 * 1024));

        var stored = store.headObject(head -> head.bucket(bucket).key(key(file.get("id").asString())))
                .join();
        assertThat(stored.contentLength()).isEqualTo(5 * 1024 * 1024);
        assertThat(stored.eTag()).as("an ETag of S3's multipart upload ends in the number of parts")
                .doesNotContain("-");
    }

    @Test
    void fileOneByteOverTheLimitIsRefusedAndLeavesNothing() {
        var before = storedKeys();

        var problem = json(
                upload(anna, Multipart.file("x.bin", "", Samples.noise(LIMIT + 1))).expectStatus().isEqualTo(413));

        assertThat(problem.get("code").asString()).isEqualTo("too-large");
        assertThat(storedKeys()).isEqualTo(before);
        assertThat(unfinishedUploads()).isEmpty();
    }

    @Test
    void bodyThatIsFarTooLargeIsRefusedBeforeItIsRead() {
        var before = storedKeys();

        var problem = json(upload(anna, Multipart.file("x.bin", "", Samples.noise(LIMIT + 200_000))).expectStatus()
                .isEqualTo(413));

        assertThat(problem.get("detail").asString()).contains("body exceeds");
        assertThat(storedKeys()).isEqualTo(before);
    }

    @Test
    void emptyFileIsRefused() {
        assertThat(error(json(upload(anna, Multipart.file("x", "", new byte[0])).expectStatus().isEqualTo(422))))
                .isEqualTo("/file empty");
    }

    @Test
    void requestWithoutAFileIsRefused() {
        assertThat(error(json(upload(anna, new Multipart().part("name=\"file\"", "", Samples.text("x")).end())
                .expectStatus().isEqualTo(422)))).isEqualTo("/file required");
        upload(anna, Samples.text("--bOuNdArY--\r\n")).expectStatus().isBadRequest();
    }

    @Test
    void secondPartIsRefusedAndLeavesNothing() {
        var before = storedKeys();
        var two = new Multipart().part("name=\"file\"; filename=\"a\"", "", Samples.text("a"))
                .part("name=\"other\"; filename=\"b\"", "", Samples.text("b"))
                .end();

        assertThat(error(json(upload(anna, two).expectStatus().isEqualTo(422)))).isEqualTo("/other unexpected");
        assertThat(storedKeys()).isEqualTo(before);
    }

    @Test
    void t66_bodyThatIsNoMultipartIsRefused() {
        upload(anna, Samples.text("nonsense")).expectStatus().isBadRequest();
        upload(anna, new byte[0]).expectStatus().isBadRequest();
        var file = Multipart.file("x", "", Samples.text("x"));
        upload(anna, Arrays.copyOf(file, file.length - 10)).expectStatus().isBadRequest();
        upload(anna, Multipart.file("x", "not a type", Samples.text("x"))).expectStatus().isBadRequest();
        upload(anna, Multipart.file("x".repeat(5_000), "", Samples.text("x"))).expectStatus().isEqualTo(413);
        as(anna).post().uri("/api/v1/attachments").contentType(MediaType.TEXT_PLAIN).bodyValue("{}").exchange()
                .expectStatus().isEqualTo(415);
    }

    private static String error(JsonNode problem) {
        var error = problem.get("errors").get(0);
        return error.get("pointer").asString() + " " + error.get("code").asString();
    }
}
