package io.whispra.local.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.whispra.local.control.PartStatus;
import io.whispra.local.problem.Problem;
import io.whispra.local.process.Embedded;
import io.whispra.local.process.Part;
import io.whispra.local.process.Patience;
import org.jspecify.annotations.Nullable;

/** A server inside this process. It is started and stopped on a thread of its own, one thing after the other. */
final class EmbeddedPart implements Part {

    private final Embedded embedded;
    private final Patience patience;
    private final Console console;
    private final Runnable changed;
    private final Executor turns;
    private volatile Snapshot now = new Snapshot(State.STARTING, 0, Instant.now());
    /** Only its own thread asks. */
    private @Nullable AutoCloseable server;
    private int starts;

    private enum State {
        STARTING,
        READY,
        STOPPING,
        STOPPED
    }

    /** What is true at one moment. */
    private record Snapshot(State state, int restarts, Instant since) {}

    /** @param changed run when it has come into another state */
    EmbeddedPart(Embedded embedded, Patience patience, Console console, Runnable changed) {
        this.embedded = embedded;
        this.patience = patience;
        this.console = console;
        this.changed = changed;
        this.turns = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("turns-of-" + embedded.name()).factory());
    }

    @Override
    public String name() {
        return embedded.name();
    }

    boolean isReady() {
        return now.state() == State.READY;
    }

    /** Whether it is to serve: neither stopped nor about to be. */
    boolean isWanted() {
        return now.state() == State.STARTING || isReady();
    }

    @Override
    public CompletableFuture<Void> start() {
        return turn(this::startNow, patience.toBeReady(), "was not ready after ");
    }

    /** Fails if it does not stop in time; it may still stop later. */
    @Override
    public CompletableFuture<Void> stop() {
        return turn(this::stopNow, patience.toEnd(), "did not stop within ");
    }

    @Override
    public CompletableFuture<Void> restart() {
        return isWanted() ? stop().thenCompose(_ -> start()) : Part.isStopped(name());
    }

    PartStatus status() {
        var then = now;
        return new PartStatus(name(), then.state().name().toLowerCase(Locale.ROOT), ProcessHandle.current().pid(),
                embedded.ports().getFirst(), null, then.restarts(), then.since());
    }

    private void startNow() {
        if (server != null) {
            return;
        }
        var begin = Instant.now();
        become(State.STARTING);
        try {
            server = embedded.start().call();
            starts++;
        } catch (Exception | LinkageError e) {
            become(State.STOPPED);
            throw Problem.failed(name() + " cannot be started", e);
        }
        become(State.READY);
        console.ready(name(), Duration.between(begin, Instant.now()), "127.0.0.1:" + embedded.ports().getFirst());
    }

    private void stopNow() {
        var closing = server;
        server = null;
        if (closing == null) {
            return;
        }
        become(State.STOPPING);
        try {
            closing.close();
        } catch (Exception e) {
            throw Problem.failed(name() + " did not stop cleanly", e);
        } finally {
            become(State.STOPPED);
        }
    }

    private void become(State state) {
        now = new Snapshot(state, Math.max(0, starts - 1), Instant.now());
        changed.run();
    }

    private CompletableFuture<Void> turn(Runnable task, Duration limit, String otherwise) {
        var turn = CompletableFuture.runAsync(task, turns);
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
            if (!turn.isDone()) {
                turn.completeExceptionally(Problem.failed(name() + " " + otherwise + limit.toSeconds() + " s"));
            }
        });
        return turn;
    }
}
