package io.whispra.local.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.whispra.local.control.ControlClient;
import io.whispra.local.control.PartStatus;
import io.whispra.local.control.StateFile;
import io.whispra.local.stack.DataFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A {@link DummyStack} that runs, and what it says. */
final class Running implements AutoCloseable {

    private static final int LOWEST = 20_000;
    private static final int BLOCK = 200;
    private static final int BLOCKS = 60;
    /** Another block for each: what a test kills may keep its ports for a moment. */
    private static final AtomicInteger NEXT = new AtomicInteger((int) ProcessHandle.current().pid());
    static final Duration LIMIT = Duration.ofSeconds(20);

    final int base;
    final Process process;
    final ControlClient client;
    private final Thread listener;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Running(int base, Process process, ControlClient client) {
        this.base = base;
        this.process = process;
        this.client = client;
        this.listener = Thread.ofPlatform().daemon().start(this::listen);
    }

    static Running start(Path data, int base, String... kinds) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                DummyStack.class.getName(), data.toString(), Integer.toString(base)));
        command.addAll(List.of(kinds));
        var folder = new DataFolder(data);
        return new Running(base, new ProcessBuilder(command).redirectErrorStream(true).start(),
                new ControlClient(new StateFile(folder.stateFile()), data.toString()));
    }

    static Running start(Path data, String... kinds) throws IOException {
        return start(data, freeBase(), kinds);
    }

    Running untilReady() {
        return until("Whispra is ready");
    }

    /** Waits until a line with these words was printed. */
    Running until(String words) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(said).anyMatch(line -> line.contains(words)));
        return this;
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).as("has ended").isTrue();
        listener.join();
        return process.exitValue();
    }

    /** Everything that was printed so far. */
    List<String> said() {
        return List.copyOf(said);
    }

    PartStatus part(String name) {
        return client.status().parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    ProcessHandle serviceProcess(String name) {
        var pid = part(name).pid();
        assertThat(pid).as("process of %s", name).isNotNull();
        return ProcessHandle.of(pid == null ? -1 : pid).orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** A block of ports that nobody uses at this moment. */
    static int freeBase() {
        return IntStream.generate(() -> LOWEST + NEXT.incrementAndGet() % BLOCKS * BLOCK)
                .limit(BLOCKS)
                .filter(Running::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int base) {
        try (var first = new ServerSocket(base, 1, InetAddress.getLoopbackAddress());
                var second = new ServerSocket(base + 1, 1, InetAddress.getLoopbackAddress());
                var management = new ServerSocket(base + 101, 1, InetAddress.getLoopbackAddress())) {
            return first.isBound() && second.isBound() && management.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(said::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
