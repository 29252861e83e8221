package io.whispra.message.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A JVM of its own that runs a main class of the tests, small and soon started. */
final class Child implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final long begun = System.nanoTime();

    private Child(Process process) {
        this.process = process;
    }

    static Child start(Class<?> main, String log, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            var output = new File("target", log + ".log");
            return new Child(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that nobody listens on at this moment. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the service; returns how long it took from the start. */
    Duration untilReady(int managementPort) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("ended with " + process.exitValue());
            }
            return isReady(managementPort);
        });
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    void tell(String line) {
        try {
            var out = process.getOutputStream();
            out.write((line + "\n").getBytes(UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end. */
    int exitValue() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    /** As by kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitValue();
    }

    /** Stops or continues all of it: SIGSTOP, SIGCONT. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static boolean isReady(int managementPort) {
        try {
            return RestClient.create()
                    .get()
                    .uri("http://127.0.0.1:" + managementPort + "/actuator/health/readiness")
                    .exchange((_, response) -> response.getStatusCode().value()) == 200;
        } catch (ResourceAccessException _) {
            return false;
        }
    }
}
