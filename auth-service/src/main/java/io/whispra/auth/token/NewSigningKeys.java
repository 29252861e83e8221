package io.whispra.auth.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** The command that makes a key file: one private RSA key, readable by its owner alone, never over an existing file. */
public final class NewSigningKeys {

    private static final String OPTION = "--generate-signing-keys=";

    private NewSigningKeys() {}

    /** Whether the command line is {@code --generate-signing-keys=<path>}. */
    public static boolean isAskedFor(String... args) {
        return args.length == 1 && args[0].startsWith(OPTION);
    }

    /** Writes the file and tells on the console; the exit code, 0 when it was written. */
    public static int generate(String option) {
        var file = Path.of(option.substring(OPTION.length()));
        try {
            write(file);
            System.out.println("Wrote " + file);
            return 0;
        } catch (FileAlreadyExistsException _) {
            System.err.println("Not written: " + file + " exists, and is left as it is");
        } catch (IOException e) {
            System.err.println("Not written: " + file + ": " + e.getClass().getSimpleName());
        }
        return 1;
    }

    private static void write(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        var content = StandardCharsets.UTF_8.encode(newKeySet());
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownerOnly(file))) {
            writeAll(content, channel);
        }
    }

    private static void writeAll(ByteBuffer content, WritableByteChannel channel)
            throws IOException {
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static String newKeySet() {
        try {
            var key = new RSAKeyGenerator(KeySet.MIN_BITS).keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            return new JWKSet(key).toString(false);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform makes RSA keys", e);
        }
    }
}
