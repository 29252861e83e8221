package io.whispra.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.whispra.local.log.BoundedLog;
import io.whispra.local.problem.Problem;

/** A process that this one started: its output goes to its log, and the end of this process is the end of its input. */
final class RunningProcess {

    /**
     * Ctrl-C and a closed terminal reach every process of the terminal at once; these are to end when, and in the order that,
     * the supervisor says. A signal that is ignored stays so after exec, also in a JVM.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"",
            "sh");
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

    private final Process process;
    private final Thread output;
    private final BoundedLog log;

    private RunningProcess(Process process, BoundedLog log) {
        this.process = process;
        this.log = log;
        this.output = Thread.ofPlatform().daemon().name("log-of-" + process.pid()).start(this::copyOutput);
    }

    static RunningProcess start(Program program, BoundedLog log) {
        var command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.addAll(program.command());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(program.environment());
        try {
            return new RunningProcess(builder.start(), log);
        } catch (IOException e) {
            throw Problem.failed("cannot start " + program.command().getFirst(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits at most that long; true as soon as the process has ended. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for the end and for the last of the output. */
    int awaitEnd() throws InterruptedException {
        var code = process.waitFor();
        output.join(LAST_OUTPUT);
        return code;
    }

    /** Asks the process to end; kills it if it has not after that time. */
    void stop(Duration grace) {
        // Process.destroy would also close its input, which to a child is the death of its parent, and lose its last output.
        var handle = process.toHandle();
        handle.destroy();
        try {
            if (!endsWithin(grace)) {
                handle.destroyForcibly();
            }
        } catch (InterruptedException _) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void copyOutput() {
        try (var from = process.getInputStream()) {
            from.transferTo(log);
        } catch (IOException _) {
            // The process is gone, and its pipe with it.
        }
    }
}
