package io.whispra.auth.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

import io.whispra.auth.secret.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file of the installation says, as it is now: the file is read again when it changes. A new version that is not as
 * expected is logged once, and the old one stays in use.
 *
 * @param <T> what is read
 */
public final class ProvidedFile<T> implements Prerequisite {

    private static final Logger log = LoggerFactory.getLogger(ProvidedFile.class);
    private static final long MAX_BYTES = 256 * 1024;

    private final String setting;
    private final @Nullable Path file;
    private final Function<String, T> parser;
    private volatile Version<T> version;
    private String complaint = "";

    /** What was read, and the hash of what it was read from: the content itself may be secret. */
    private record Version<T>(T value, Sha256 content) {}

    private ProvidedFile(String setting, @Nullable Path file, Function<String, T> parser, Version<T> version) {
        this.setting = setting;
        this.file = file;
        this.parser = parser;
        this.version = version;
    }

    /**
     * Reads it for the first time.
     *
     * @param setting which names the file
     * @param parser  an {@link IllegalArgumentException} of it says what is wrong, and nothing of the content
     * @throws CannotStart if the file is missing, larger than 256 KiB, unreadable, or not as expected
     */
    public static <T> ProvidedFile<T> read(String setting, String path, Function<String, T> parser) {
        var file = Path.of(path);
        return new ProvidedFile<>(setting, file, parser, parse(setting, file, content(setting, file), parser));
    }

    /** There is no file, and never will be. */
    public static <T> ProvidedFile<T> absent(String setting, T value) {
        return new ProvidedFile<>(setting, null, _ -> value, new Version<>(value, Sha256.of(new byte[0])));
    }

    public T current() {
        return version.value();
    }

    /** Looks whether the file has changed; for one thread. */
    void lookAgain() {
        if (file == null) {
            return;
        }
        try {
            var content = content(setting, file);
            if (!Sha256.of(content).equals(version.content())) {
                version = parse(setting, file, content, parser);
                log.info("Read a new version of {}={}", setting, file);
            }
            complaint = "";
        } catch (CannotStart e) {
            var reason = String.valueOf(e.getMessage());
            if (!reason.equals(complaint)) {
                complaint = reason;
                log.error("{}; what was read before stays in use", reason);
            }
        }
    }

    private static byte[] content(String setting, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw refused(setting, file, "it is larger than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw refused(setting, file, "there is no such file");
        } catch (IOException _) {
            throw refused(setting, file, "it cannot be read");
        }
    }

    private static <T> Version<T> parse(String setting, Path file, byte[] content, Function<String, T> parser) {
        try {
            return new Version<>(parser.apply(new String(content, StandardCharsets.UTF_8)), Sha256.of(content));
        } catch (IllegalArgumentException e) {
            throw refused(setting, file, String.valueOf(e.getMessage()));
        }
    }

    private static CannotStart refused(String setting, Path file, String reason) {
        return new CannotStart(setting + "=" + file + ": " + reason);
    }
}
