package io.whispra.acceptance;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

import tools.jackson.databind.JsonNode;

/** Files to send, and how they go up. */
final class Samples {

    private Samples() {}

    static byte[] png(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < width; x++) {
            for (var y = 0; y < height; y++) {
                image.setRGB(x, y, x * y);
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A second of WebM, the one of the demo. */
    static byte[] webm() {
        try {
            return Files
                    .readAllBytes(Path.of("../local/src/main/resources/io/whispra/local/demo/evening.webm"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] pdf() {
        return "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** Uploads as the answer to `POST /attachments` says; the status of the storage. */
    static int put(JsonNode upload, byte[] content) {
        var request = HttpRequest.newBuilder(URI.create(upload.path("url").asString()))
                .method(upload.path("method").asString(), BodyPublishers.ofByteArray(content));
        upload.path("headers").forEachEntry((name, value) -> request.header(name, value.asString()));
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
