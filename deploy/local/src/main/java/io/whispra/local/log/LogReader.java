package io.whispra.local.log;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.whispra.local.problem.Problem;

/**
 * Prints log files: their last lines, and then what is added.
 *
 * @param folder    where they are
 * @param out       where they are printed
 * @param lastBytes how much of the end of each file is printed at first, in bytes
 */
public record LogReader(Path folder, PrintStream out, int lastBytes) {

    private static final String SUFFIX = ".log";

    /** The names of the parts that have a log, sorted. */
    public List<String> parts() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Problem.failed("the logs in " + folder + " cannot be read", e);
        }
    }

    /** A position in the log of each of these parts; with several, every line is led by the part's name. */
    public List<Tail> tails(List<String> parts) {
        var width = parts.stream().mapToInt(String::length).max().orElse(0);
        return parts.stream()
                .map(part -> new Tail(folder.resolve(part + SUFFIX),
                        parts.size() == 1 ? "" : part + " ".repeat(width - part.length()) + " | "))
                .toList();
    }

    /** How far one log has been printed. */
    public final class Tail {

        private final Path file;
        private final String lead;
        private long position = -1;

        private Tail(Path file, String lead) {
            this.file = file;
            this.lead = lead;
        }

        /** Prints the whole lines that were added since the last time; the first time, the last lines. */
        public void print() {
            if (!Files.isReadable(file)) {
                return;
            }
            try (var log = new RandomAccessFile(file.toFile(), "r")) {
                seek(log);
                var added = new byte[(int) Math.min(log.length() - position, Integer.MAX_VALUE / 2)];
                log.readFully(added);
                var end = lastLineEnd(added);
                new String(added, 0, end, StandardCharsets.UTF_8).lines().forEach(line -> out.println(lead + line));
                position += end;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void seek(RandomAccessFile log) throws IOException {
            if (position < 0 && log.length() > lastBytes) {
                log.seek(log.length() - lastBytes);
                log.readLine();
                position = log.getFilePointer();
            } else if (position < 0 || position > log.length()) {
                // A file that has become shorter is a new one.
                position = 0;
            }
            log.seek(position);
        }

        private static int lastLineEnd(byte[] bytes) {
            var end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            return end;
        }
    }
}
