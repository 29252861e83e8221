package io.whispra.embedded;

import java.io.Closeable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * The server behind {@link EmbeddedS3}, which makes it in a {@link ShelteredLoader}: so it is known by the JDK's types
 * alone, and its int is the port.
 */
public final class S3ProxyServer implements IntSupplier, Closeable {
    private static final int THREADS = 64;
    private static final Duration STOP = Duration.ofMillis(500);
    private static final List<String> ANY = List.of("*");

    private final S3Proxy server;

    /** Starts it. */
    public S3ProxyServer(Path directory, URI endpoint, String accessKey, String secretKey) throws Exception {
        this.server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                .endpoint(endpoint)
                .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                .corsRules(browsers())
                .ignoreUnknownHeaders(true)
                .jettyMaxThreads(THREADS)
                .stopTimeout(STOP.toMillis())
                .build();
        server.start();
    }

    @Override
    public int getAsInt() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException _) {
            // It has stopped all the same, and cut off the clients that were idle or late.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while S3 stopped", e);
        } catch (Exception e) {
            throw new IllegalStateException("S3 did not stop", e);
        }
    }

    private static CrossOriginResourceSharing browsers() {
        return new CrossOriginResourceSharing(ANY, List.of("GET", "HEAD", "PUT", "POST"), ANY, List.of("ETag"),
                "false");
    }
}
