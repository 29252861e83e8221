package io.whispra.local.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A log file that is appended to. When it is full it is renamed to {@code <name>.1}, in place of the one before, so that
 * both together never take more than twice the limit. What cannot be written, as on a full disk, is dropped: a log never
 * stops the stack. The last of it is also kept in memory.
 */
public final class BoundedLog extends OutputStream {

    private static final int TAIL_BYTES = 8 * 1024;

    private final Path file;
    private final long limit;
    private final StringBuilder tail = new StringBuilder();
    private @Nullable OutputStream out;
    private long size;

    /** @param limit in bytes, for each of the two files */
    public BoundedLog(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    @Override
    public void write(int b) {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        remember(bytes, offset, length);
        try {
            var open = out == null ? open() : out;
            open.write(bytes, offset, length);
            size += length;
            if (size >= limit) {
                rotate();
            }
        } catch (IOException _) {
            close();
        }
    }

    /** The last lines that were written, at most 8 KiB of them, oldest first; without the frames of stack traces. */
    public synchronized List<String> lastLines(int count) {
        var lines = tail.toString().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException _) {
            // Nothing was buffered, so nothing is lost.
        }
        out = null;
    }

    private OutputStream open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        size = Files.exists(file) ? Files.size(file) : 0;
        var opened = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        out = opened;
        return opened;
    }

    private void rotate() throws IOException {
        close();
        Files.move(file, rotated(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private void remember(byte[] bytes, int offset, int length) {
        var kept = Math.min(length, TAIL_BYTES);
        // Only for the eye: a character that is cut in two is not worth a decoder.
        tail.append(new String(bytes, offset + length - kept, kept, StandardCharsets.UTF_8));
        if (tail.length() > TAIL_BYTES) {
            tail.delete(0, tail.length() - TAIL_BYTES);
        }
    }

    static Path rotated(Path file) {
        return file.resolveSibling(file.getFileName() + ".1");
    }
}
