package io.whispra.local.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.whispra.local.control.PartStatus;
import io.whispra.local.problem.Problem;
import io.whispra.local.process.Embedded;
import org.jspecify.annotations.Nullable;

/** The servers inside this process: started side by side, stopped one after the other. */
final class EmbeddedParts {

    private final Duration limit;
    private final Console console;
    private final List<Part> parts;

    /** One server and what is known of its start. */
    private static final class Part {

        private final Embedded embedded;
        private final CompletableFuture<AutoCloseable> server = new CompletableFuture<>();
        private volatile Instant since = Instant.now();

        private Part(Embedded embedded) {
            this.embedded = embedded;
        }

        private boolean isReady() {
            return server.isDone() && !server.isCompletedExceptionally();
        }
    }

    /** @param limit for the stop of each */
    EmbeddedParts(List<Embedded> embedded, Duration limit, Console console) {
        this.limit = limit;
        this.console = console;
        this.parts = embedded.stream().map(Part::new).toList();
    }

    /** Done when all serve; fails with a {@link Problem} when one cannot. */
    CompletableFuture<Void> start() {
        parts.forEach(part -> Thread.ofPlatform().name("start-" + part.embedded.name()).start(() -> start(part)));
        return CompletableFuture.allOf(parts.stream().map(part -> part.server).toArray(CompletableFuture[]::new));
    }

    /** Those that do not serve yet. */
    List<String> waitedFor() {
        return parts.stream().filter(part -> !part.isReady()).map(part -> part.embedded.name()).toList();
    }

    List<PartStatus> status() {
        return parts.stream().map(EmbeddedParts::status).toList();
    }

    /** Stops what was started, the last first. A broken server may not stop; it ends with the process. */
    void stop() throws InterruptedException {
        for (var part : parts.reversed()) {
            var stopping = Thread.ofPlatform().daemon().name("stop-" + part.embedded.name()).start(() -> stop(part));
            if (!stopping.join(limit)) {
                console.problem(part.embedded.name() + " did not stop within " + limit.toSeconds() + " s");
            }
        }
    }

    private void stop(Part part) {
        var server = started(part);
        try {
            if (server != null) {
                server.close();
            }
        } catch (Exception e) {
            console.problem(Problem.failed(part.embedded.name() + " did not stop cleanly", e).line());
        }
    }

    private void start(Part part) {
        var name = part.embedded.name();
        var begin = Instant.now();
        try {
            var server = part.embedded.start().call();
            part.since = Instant.now();
            console.ready(name, Duration.between(begin, part.since), "127.0.0.1:" + part.embedded.ports().getFirst());
            part.server.complete(server);
        } catch (Exception | LinkageError e) {
            part.server.completeExceptionally(Problem.failed(name + " cannot be started", e));
        }
    }

    /** A server that is still starting is waited for: it cannot be stopped halfway. */
    private static @Nullable AutoCloseable started(Part part) {
        return part.server.handle((server, _) -> server).join();
    }

    private static PartStatus status(Part part) {
        var state = part.isReady() ? "ready" : part.server.isDone() ? "stopped" : "starting";
        return new PartStatus(part.embedded.name(), state, ProcessHandle.current().pid(),
                part.embedded.ports().getFirst(), null, 0, part.since);
    }
}
