package io.whispra.embedded.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.whispra.embedded.EmbeddedS3;
import io.whispra.embedded.S3Credentials;
import org.junit.jupiter.api.extension.Extension;

/**
 * A bucket name of a test class's own, on an S3 server that is shared by the JVM. The bucket does not exist until the
 * service under test, or {@link #createBucket()}, makes it. Addresses are path-style, any region will do.
 */
public final class S3Extension implements Extension {
    private final String bucket = "test-" + Owner.newSuffix();

    /** Starts the server if it is the first to be asked. */
    public URI endpoint() {
        return Shared.SERVER.endpoint();
    }

    public String accessKey() {
        return Shared.SERVER.credentials().accessKey();
    }

    public String secretKey() {
        return Shared.SERVER.credentials().secretKey();
    }

    public String bucket() {
        return bucket;
    }

    /** Makes the bucket if it does not exist. */
    public void createBucket() {
        try {
            Files.createDirectories(Shared.DIRECTORY.resolve(bucket));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make bucket " + bucket, e);
        }
    }

    /** Holds the server until somebody asks; it ends with the JVM. */
    private static final class Shared {
        private static final Path DIRECTORY = Scratch.directory("s3");
        private static final EmbeddedS3 SERVER = EmbeddedS3.start(DIRECTORY, 0,
                new S3Credentials("test-access-key", "test-secret-key"));

        private Shared() {}
    }
}
