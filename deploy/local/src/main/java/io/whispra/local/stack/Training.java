package io.whispra.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.whispra.local.process.Program;
import org.jspecify.annotations.Nullable;

/**
 * Makes the caches that are missing, one after the other, with what time the processors have left: each by a start of the
 * service that ends before it serves. The next start of the stack is quicker; without them it is only slower.
 */
public final class Training implements AutoCloseable {

    /** Five caches of 100 MB, and something for the stores. */
    private static final long ROOM_BYTES = 2L << 30;
    private static final long LIMIT_SECONDS = 300;

    /** Ends the program with its input, however the process at the other end of that dies. */
    private static final List<String> LOW_AND_WATCHED = List.of("nice", "-n", "19", "/bin/sh", "-c", """
            trap '' INT HUP
            exec 3<&0
            "$@" <&3 3<&- &
            program=$!
            { cat <&3 >/dev/null; kill -9 $program; } 2>/dev/null &
            wait $program
            """, "sh");

    private final List<Lesson> lessons;
    private final Path output;
    private @Nullable Process process;
    private boolean closed;

    /**
     * How one cache is made.
     *
     * @param program the service, with what is added to the options of its JVM
     */
    public record Lesson(AotCache cache, Function<List<String>, Program> program) {}

    private Training(List<Lesson> lessons, Path output) {
        this.lessons = lessons;
        this.output = output;
    }

    /**
     * Begins; returns at once.
     *
     * @param output what the processes say
     */
    public static Training start(List<Lesson> lessons, Path output) {
        var training = new Training(lessons, output);
        Thread.ofPlatform().daemon().name("training").start(training::run);
        return training;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (process != null) {
            process.getOutputStream().close();
        }
    }

    private void run() {
        try {
            for (var lesson : lessons) {
                if (!lesson.cache().exists()) {
                    run(lesson);
                }
            }
        } catch (IOException _) {
            // The disk is full, or the folder gone: there is no cache then.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Lesson lesson) throws IOException, InterruptedException {
        var cache = lesson.cache().file();
        if (Files.getFileStore(cache.resolveSibling(".")).getUsableSpace() < ROOM_BYTES) {
            return;
        }
        var recording = cache.resolveSibling(cache.getFileName() + ".recording");
        var made = cache.resolveSibling(cache.getFileName() + ".new");
        var isMade = run(lesson.program().apply(AotCache.record(recording)))
                && run(lesson.program().apply(AotCache.make(recording, made)));
        Files.deleteIfExists(recording);
        if (isMade) {
            Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Whether it has ended well. */
    private boolean run(Program program) throws IOException, InterruptedException {
        var started = start(program);
        if (started == null) {
            return false;
        }
        started.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        started.getOutputStream().close();
        return started.waitFor() == 0;
    }

    private synchronized @Nullable Process start(Program program) throws IOException {
        if (closed) {
            return null;
        }
        var command = new ArrayList<>(LOW_AND_WATCHED);
        command.addAll(program.command());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(program.environment());
        var started = builder.start();
        process = started;
        return started;
    }
}
