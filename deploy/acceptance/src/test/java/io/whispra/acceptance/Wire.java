package io.whispra.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests as anybody may write them: any headers, any body, from any address of this machine. */
final class Wire {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;

    private Wire(HttpClient http) {
        this.http = http;
    }

    static Wire ordinary() {
        return new Wire(HttpClient.newHttpClient());
    }

    /** From another address of the loopback network, as another client. */
    static Wire from(String address) throws IOException {
        return new Wire(HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build());
    }

    /**
     * Sends JSON, or what is taken for it.
     *
     * @param headers names and values in turn
     */
    HttpResponse<String> post(URI base, String path, String body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
