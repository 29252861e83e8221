package io.whispra.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The deployment under test: the one at the system property {@code whispra.url}, or a local stack that is started for the tests and
 * stopped after them.
 */
final class Stack implements AutoCloseable {

    private static final @Nullable String URL = System.getProperty("whispra.url");
    private static final int PORT = Integer.getInteger("whispra.acceptance.port", 18080);

    private Stack() {}

    static Stack start() {
        var stack = new Stack();
        if (isLocal()) {
            stack.up();
        }
        return stack;
    }

    /** Whether the processes are ours to kill. */
    static boolean isLocal() {
        return URL == null;
    }

    URI base() {
        return URI.create(URL == null ? "http://localhost:" + PORT : URL);
    }

    /** The services' own addresses, behind the gateway. */
    List<URI> services() {
        return List.of(1, 2, 3, 4).stream().map(n -> URI.create("http://localhost:" + (PORT + n))).toList();
    }

    void up() {
        run("up", "--detach");
    }

    void down() {
        run("down");
    }

    /** Kills a part of the stack with SIGKILL. */
    void kill(String part) {
        var pid = run("status").lines().filter(l -> l.contains(part)).findFirst()
                .map(l -> l.replaceAll(".*\\bprocess (\\d+).*", "$1"))
                .orElseThrow(() -> new AssertionError("The status does not name " + part));
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    String run(String... arguments) {
        var command = new ArrayList<>(List.of("../whispra"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--port", Integer.toString(PORT), "--data", Path.of("target/stack").toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError("The stack's script cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (isLocal()) {
            down();
        }
    }
}
