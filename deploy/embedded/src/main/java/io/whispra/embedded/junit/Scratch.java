package io.whispra.embedded.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders that the servers of this JVM keep until it ends. Nobody deletes them then, because the servers still use them:
 * the next JVM removes what dead ones left.
 */
final class Scratch {
    private static final String PREFIX = "whispra-test-";

    private Scratch() {}

    static Path directory(String name) {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            removeLeftovers(parent);
            return Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for " + name, e);
        }
    }

    private static void removeLeftovers(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            children.filter(Scratch::isLeftover).forEach(Scratch::remove);
        }
    }

    private static boolean isLeftover(Path directory) {
        String name = directory.getFileName().toString();
        if (!name.matches(PREFIX + "\\d{1,18}-.*")) {
            return false;
        }
        String pid = name.substring(PREFIX.length()).split("-", 2)[0];
        return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException _) {
            // Another user's, or being removed by another JVM right now: neither is in our way.
        }
    }
}
