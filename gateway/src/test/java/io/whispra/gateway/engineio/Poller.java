package io.whispra.gateway.engineio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A client that polls by hand. */
public final class Poller {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final String path;
    private final String sid;
    private final String[] headers;

    private Poller(int port, String path, String sid, String... headers) {
        this.port = port;
        this.path = path;
        this.sid = sid;
        this.headers = headers.clone();
    }

    /** Opens a session, with more headers in each request. */
    public static Poller open(int port, String path, String... headers) throws IOException, InterruptedException {
        var opened = request(port, path + "?EIO=4&transport=polling", "GET", BodyPublishers.noBody(), headers);
        if (opened.statusCode() != 200) {
            throw new IOException("refused: " + opened.statusCode() + opened.body());
        }
        return new Poller(port, path, opened.body().substring("0{\"sid\":\"".length()).split("\"", 2)[0], headers);
    }

    /** One request of any kind. */
    public static HttpResponse<String> request(int port, String uri, String method, BodyPublisher body,
            String... headers) throws IOException, InterruptedException {
        return HTTP.send(built(port, uri, method, body, headers), BodyHandlers.ofString());
    }

    private static HttpRequest built(int port, String uri, String method, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + uri)).method(method, body)
                .timeout(PATIENCE);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    /** The same session, with other headers. */
    public Poller with(String... other) {
        return new Poller(port, path, sid, other);
    }

    public String sid() {
        return sid;
    }

    /** Where the session is used, with a transport. */
    public String uri(String transport) {
        return path + "?EIO=4&transport=" + transport + "&sid=" + sid;
    }

    public HttpResponse<String> get() throws IOException, InterruptedException {
        return request(port, uri("polling"), "GET", BodyPublishers.noBody(), headers);
    }

    /** A GET that may wait. */
    public CompletableFuture<HttpResponse<String>> waiting() {
        return HTTP.sendAsync(built(port, uri("polling"), "GET", BodyPublishers.noBody(), headers),
                BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String... packets) throws IOException, InterruptedException {
        return post(BodyPublishers.ofString(String.join("\u001e", packets)));
    }

    public HttpResponse<String> post(BodyPublisher body) throws IOException, InterruptedException {
        var all = Stream.concat(Stream.of(headers), Stream.of("Content-Type", "text/plain;charset=UTF-8"));
        return request(port, uri("polling"), "POST", body, all.toArray(String[]::new));
    }

    /** The next packets. */
    public List<String> packets() throws IOException, InterruptedException {
        var got = get();
        if (got.statusCode() != 200) {
            throw new IOException("refused: " + got.statusCode() + got.body());
        }
        return List.of(got.body().split("\u001e", -1));
    }
}
