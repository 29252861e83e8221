package io.whispra.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * An S3-compatible server (s3proxy) on loopback that keeps each bucket in a folder. Signature version 4 only; presigned
 * addresses are checked, with the length and the type that they sign. Browsers of any origin may use it.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final String SERVER = "io.whispra.embedded.S3ProxyServer";
    private static final ClassLoader LOADER = new ShelteredLoader(EmbeddedS3.class.getClassLoader(), Set.of(SERVER));

    private final Closeable server;
    private final URI endpoint;
    private final S3Credentials credentials;

    private EmbeddedS3(Closeable server, URI endpoint, S3Credentials credentials) {
        this.server = server;
        this.endpoint = endpoint;
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
        Closeable server = startSheltered(directory, address(port), credentials);
        return new EmbeddedS3(server, address(((IntSupplier) server).getAsInt()), credentials);
    }

    /** {@code http://127.0.0.1:port}; use path-style addresses. */
    public URI endpoint() {
        return endpoint;
    }

    /** What it was started with. */
    public S3Credentials credentials() {
        return credentials;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("S3 did not stop", e);
        }
    }

    /** The thread sees what the server sees while it starts, because libraries look their parts up through it. */
    private static Closeable startSheltered(Path directory, URI endpoint, S3Credentials credentials) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LOADER);
        try {
            return Class.forName(SERVER, true, LOADER)
                    .asSubclass(Closeable.class)
                    .getConstructor(Path.class, URI.class, String.class, String.class)
                    .newInstance(directory, endpoint, credentials.accessKey(), credentials.secretKey());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot start S3 at " + endpoint, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot start S3 at " + endpoint, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URI address(int port) {
        return URI.create("http://" + Ports.LOOPBACK + ":" + port);
    }
}
