package io.whispra.acceptance.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** REST at one address, with or without a token. */
public record Api(URI base, @Nullable String token) {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    /** Longer than anybody waits: what takes so long is an error. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int PATIENCE = 5;
    private static final String BOUNDARY = "----whispra-acceptance";

    /** An answer: its status and its body, which is a missing node where there is none. */
    public record Answer(int status, JsonNode body) {

        /** The body, of an answer that must have this status. */
        public JsonNode expect(int expected) {
            if (status != expected) {
                throw new AssertionError("Expected " + expected + " but got " + status + ": " + body);
            }
            return body;
        }

        public String code() {
            return body.path("code").asString("");
        }

        private boolean isForNow() {
            return status == 503;
        }
    }

    /** Repeats a request that is refused for the moment, when it is asked to, a few times: what every client does. */
    public static Answer patiently(Supplier<Answer> request) {
        var answer = request.get();
        for (var tries = 1; answer.isForNow() && tries < PATIENCE; tries++) {
            LockSupport.parkNanos(Duration.ofMillis(answer.body().path("retryAfterMs").asLong(1_000)).toNanos());
            answer = request.get();
        }
        return answer;
    }

    public Api with(@Nullable String other) {
        return new Api(base, other);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    public Answer put(String path, JsonNode body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer send(String method, String path, @Nullable JsonNode body) {
        var request = request(path);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(body.toString())).header("Content-Type", "application/json");
        }
        return answer(request.build());
    }

    /** Uploads one file as multipart/form-data. */
    public Answer upload(String name, String contentType, byte[] content) {
        var head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(BOUNDARY, name, contentType);
        var body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return answer(request("/api/v1/attachments")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    /** Fetches a link as it is, as an image tag would: without a token. */
    public static HttpResponse<byte[]> fetch(URI link) {
        return exchange(HttpRequest.newBuilder(link).build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static Answer answer(HttpRequest request) {
        var response = exchange(request);
        var json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(response.statusCode(), Json.read(json ? response.body() : new byte[0]));
    }

    private static HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
