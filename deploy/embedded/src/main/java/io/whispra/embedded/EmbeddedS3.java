package io.whispra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3-compatible server (s3proxy) on loopback that keeps each bucket in a folder. Signature version 4 only; presigned
 * addresses are checked, with the length and the type that they sign. Browsers of any origin may use it.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final int THREADS = 64;
    private static final Duration STOP = Duration.ofMillis(500);
    private static final List<String> ANY = List.of("*");

    private final S3Proxy server;
    private final S3Credentials credentials;

    private EmbeddedS3(S3Proxy server, S3Credentials credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    /**
     * Starts a server.
     *
     * @param directory the buckets, made if it does not exist
     * @param port on loopback, 0 for any
     * @throws IllegalStateException if it cannot start, as when the port is taken
     */
    public static EmbeddedS3 start(Path directory, int port, S3Credentials credentials) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                .endpoint(URI.create("http://" + Ports.LOOPBACK + ":" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKey(), credentials.secretKey())
                .corsRules(browsers())
                .ignoreUnknownHeaders(true)
                .jettyMaxThreads(THREADS)
                .stopTimeout(STOP.toMillis())
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start S3 on " + Ports.LOOPBACK + ":" + port, e);
        }
        return new EmbeddedS3(server, credentials);
    }

    /** {@code http://127.0.0.1:port}; use path-style addresses. */
    public URI endpoint() {
        return URI.create("http://" + Ports.LOOPBACK + ":" + server.getPort());
    }

    public S3Credentials credentials() {
        return credentials;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException _) {
            // It has stopped all the same, and cut off the clients that were idle or late.
        } catch (Exception e) {
            throw new IllegalStateException("S3 did not stop", e);
        }
    }

    private static CrossOriginResourceSharing browsers() {
        return new CrossOriginResourceSharing(ANY, List.of("GET", "HEAD", "PUT", "POST"), ANY, List.of("ETag"),
                "false");
    }
}
