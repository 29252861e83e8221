package io.whispra.local;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.whispra.local.command.Options;
import io.whispra.local.control.ControlClient;
import io.whispra.local.log.LogReader;
import io.whispra.local.problem.Problem;
import io.whispra.local.stack.DataFolder;

/** Starts {@link Up} as a process of its own, shows what it says, and leaves it alone when all is ready. */
final class Detached {

    private static final String LOG = "whispra";
    private static final long LOOK_MILLIS = 200;

    private final DataFolder data;
    private final ControlClient client;
    private final PrintStream out;

    Detached(DataFolder data, ControlClient client, PrintStream out) {
        this.data = data;
        this.client = client;
        this.out = out;
    }

    /** Returns when the stack is ready, or has ended: then with its exit code. */
    int up(Options options) {
        data.prepare();
        // Before the log is begun anew, which may be that of a stack that runs.
        refuseIfRunning();
        var process = start(options);
        var abandon = Thread.ofPlatform().unstarted(() -> abandon(process));
        Runtime.getRuntime().addShutdownHook(abandon);
        try {
            var said = new LogReader(data.logs(), out, Integer.MAX_VALUE).tails(List.of(LOG)).getFirst();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                said.print();
                if (isReady(process.pid())) {
                    said.print();
                    Runtime.getRuntime().removeShutdownHook(abandon);
                    return 0;
                }
            }
            said.print();
            return process.exitValue() == 0 ? Problem.FAILED : process.exitValue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Problem.FAILED;
        }
    }

    private void refuseIfRunning() {
        try (var _ = data.claim()) {
            // Free, and given up at once for the process that is started now.
        } catch (IOException e) {
            throw Problem.failed("the lock of " + data.root() + " cannot be tried", e);
        }
    }

    private Process start(Options options) {
        // The terminal's Ctrl-C and hang-up are not for a process that has left it.
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Whispra.class.getName(), "up",
                "--port", Integer.toString(options.port()), "--data", options.data().toString(),
                "--gateways", Integer.toString(options.scale().gateways()),
                "--message-services", Integer.toString(options.scale().messageServices()),
                "--memory", options.memory(), "--min-free", options.minFree()));
        try {
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(data.log(LOG).toFile())
                    .start();
        } catch (IOException e) {
            throw Problem.failed("cannot start Java", e);
        }
    }

    private boolean isReady(long pid) {
        try {
            var status = client.status();
            return status.pid() == pid && status.isReady();
        } catch (Problem _) {
            return false;
        }
    }

    /** Ctrl-C while the start is awaited. */
    private static void abandon(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
