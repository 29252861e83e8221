package io.whispra.local.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.whispra.local.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The REST API, as one person uses it.
 *
 * @param client shared by all
 * @param base   the gateway
 * @param token  the person's access token; empty before there is one
 */
record Api(HttpClient client, URI base, String token) implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;
    private static final int TRIES = 4;
    private static final long LONGEST = 5;
    private static final int OK = 200;
    private static final int SHOWN = 200;

    static Api of(String base) {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
        return new Api(client, URI.create(base), "");
    }

    Api withToken(String accessToken) {
        return new Api(client, base, accessToken);
    }

    JsonNode get(String path) {
        return exchange("GET " + path, request(path).GET(), OK);
    }

    /** Creates something. */
    JsonNode post(String path, Map<String, ?> body) {
        var json = BodyPublishers.ofString(JSON.writeValueAsString(body));
        return exchange("POST " + path, request(path).header("Content-Type", "application/json").POST(json), CREATED);
    }

    /** Uploads a file through the gateway; the id of the attachment. */
    String upload(Media media) {
        var boundary = UUID.randomUUID().toString();
        return exchange("POST /attachments", request("/attachments")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(part(boundary, media)), CREATED).path("id").asString();
    }

    /** Uploads a file straight to the storage; the id of the attachment. */
    String uploadDirectly(Media media) {
        var made = post("/attachments",
                Map.of("name", media.fileName(), "contentType", media.contentType(), "size", media.bytes().length));
        var id = made.path("id").asString();
        var put = made.path("upload");
        var request = HttpRequest.newBuilder(URI.create(put.path("url").asString()))
                .timeout(TIMEOUT)
                .PUT(BodyPublishers.ofByteArray(media.bytes()));
        put.path("headers").forEachEntry((name, value) -> request.header(name, value.asString()));
        fetch("the upload's link", request.build());
        exchange("POST /attachments/{id}/complete", request("/attachments/" + id + "/complete")
                .POST(BodyPublishers.noBody()), OK);
        return id;
    }

    /** Fetches a link as a browser does, without the token. */
    byte[] download(URI link) {
        return fetch("the file's link", HttpRequest.newBuilder(link).timeout(TIMEOUT).build());
    }

    private byte[] fetch(String what, HttpRequest request) {
        try {
            var answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw Problem.failed(what + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw Problem.failed(what + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed(what + " was interrupted", e);
        }
    }

    /** Of everybody's. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve("/api/v1" + path)).timeout(TIMEOUT);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode exchange(String what, HttpRequest.Builder request, int expected) {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            var tries = 1;
            for (; answer.statusCode() == UNAVAILABLE && tries < TRIES; tries++) {
                TimeUnit.SECONDS.sleep(Math.min(answer.headers().firstValueAsLong("Retry-After").orElse(1), LONGEST));
                answer = client.send(request.build(), BodyHandlers.ofString());
            }
            // A repeat may find that all was done.
            if (answer.statusCode() != expected && (tries == 1 || answer.statusCode() != OK)) {
                throw Problem.failed(what + " answered " + answer.statusCode() + " instead of " + expected + ": "
                        + oneLine(answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw Problem.failed(what + " was not answered", e);
        } catch (JacksonException e) {
            throw Problem.failed(what + " was not answered with JSON", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed(what + " was interrupted", e);
        }
    }

    /** RFC 7578. */
    private static BodyPublisher part(String boundary, Media media) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + media.fileName()
                        + "\"\r\nContent-Type: " + media.contentType() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(media.bytes());
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return BodyPublishers.ofByteArray(body.toByteArray());
    }

    private static String oneLine(String body) {
        var line = String.join(" ", Arrays.asList(body.strip().split("\\s+")));
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
