package io.whispra.local.process;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.whispra.local.log.BoundedLog;
import io.whispra.local.problem.Problem;
import io.whispra.local.process.Readiness.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one process running, on a thread of its own; others only say what they want. Until the process has been ready
 * once, its death is the end, told by {@link #firstReady()}; afterwards it is started again, until that fails too often.
 */
public final class Keeper {

    private static final int LAST_LINES = 8;

    /** Told on the keeper's thread, in order. */
    public interface Listener {

        /** It has another process, another state or both. */
        void changed(Keeper keeper);

        /** It had been ready, is dead, and is started again after the pause. */
        void died(Keeper keeper, Death death, Duration pause);

        /** It is dead, and is not started again. */
        void gaveUp(Keeper keeper, Death death);
    }

    /** What a part is doing. */
    public enum State {
        STARTING,
        READY,
        PAUSING,
        STOPPED
    }

    /**
     * What is true at one moment.
     *
     * @param pid       of the process, null while there is none
     * @param restarts  how often it was started again
     * @param startedAt when the process, or the last one, was started
     * @param since     when it came into this state
     */
    public record Snapshot(State state, @Nullable Long pid, int restarts, Instant startedAt, Instant since) {}

    private final Blueprint blueprint;
    private final Patience patience;
    private final BoundedLog log;
    private final Listener listener;
    private final Readiness readiness = new Readiness();
    private final BackOff backOff;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private CompletableFuture<Void> nextReady = new CompletableFuture<>();
    private Instant startedAt = Instant.now();
    private Snapshot now = new Snapshot(State.STARTING, null, 0, startedAt, startedAt);
    private int starts;
    private boolean restartWanted;
    private boolean stopWanted;
    private @Nullable RunningProcess process;

    public Keeper(Blueprint blueprint, Patience patience, BoundedLog log, Listener listener) {
        this.blueprint = blueprint;
        this.patience = patience;
        this.log = log;
        this.listener = listener;
        this.backOff = new BackOff(patience, InstantSource.system());
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    public synchronized Snapshot snapshot() {
        return now;
    }

    /** Begins; returns at once. */
    public void start() {
        Thread.ofVirtual().name("keeper-of-" + blueprint.name()).start(this::keep);
    }

    /** Done when the process is ready for the first time; fails with a {@link Problem} if it dies before. */
    public CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    /** Ends the process and starts it anew; done when it is ready, fails with a {@link Problem} if it dies before. */
    public synchronized CompletableFuture<Void> restart() {
        if (stopped.isDone() || stopWanted) {
            return CompletableFuture.failedFuture(Problem.failed(blueprint.name() + " is stopped"));
        }
        if (!restartWanted) {
            restartWanted = true;
            nextReady = new CompletableFuture<>();
            endProcess();
        }
        return nextReady;
    }

    /** Ends the process for good; done when it has ended. */
    public synchronized CompletableFuture<Void> stop() {
        stopWanted = true;
        endProcess();
        return stopped;
    }

    private void keep() {
        try {
            boolean again;
            do {
                again = goOnAfter(live());
            } while (again);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            listener.gaveUp(this, new Death("cannot be watched: " + e, false, List.of()));
        } finally {
            become(State.STOPPED, null);
            notReady("is stopped");
            stopped.complete(null);
        }
    }

    /** One life of the process, from its start to its end. */
    private Death live() throws InterruptedException {
        RunningProcess life;
        try {
            life = RunningProcess.start(blueprint.program().get(), log);
        } catch (Problem e) {
            return new Death("cannot be started: " + e.line(), false, List.of());
        }
        born(life);
        var outcome = readiness.await(blueprint.readiness(), life, patience.toBeReady());
        if (outcome == Outcome.READY) {
            ready(life);
        } else if (outcome == Outcome.TIMED_OUT) {
            life.stop(Duration.ZERO);
        }
        var exitCode = life.awaitEnd();
        var lastLines = log.lastLines(LAST_LINES);
        return outcome == Outcome.TIMED_OUT
                ? Death.neverReady(patience.toBeReady(), lastLines)
                : Death.ended(exitCode, outcome == Outcome.READY, lastLines);
    }

    /** A restart that was wanted before this birth has thereby happened. */
    private void born(RunningProcess life) {
        synchronized (this) {
            starts++;
            startedAt = Instant.now();
            restartWanted = false;
        }
        become(State.STARTING, life);
        if (wanted()) {
            endProcess();
        }
    }

    private void ready(RunningProcess life) {
        blueprint.whenReady().run();
        become(State.READY, life);
        synchronized (this) {
            if (!restartWanted) {
                firstReady.complete(null);
                nextReady.complete(null);
            }
        }
    }

    /** Whether there is another life. */
    private boolean goOnAfter(Death death) throws InterruptedException {
        if (wanted()) {
            return isRestartWanted();
        }
        notReady(death.cause());
        var pause = firstReady.isCompletedExceptionally() ? null : backOff.after(death);
        if (pause == null) {
            listener.gaveUp(this, death);
            return false;
        }
        become(State.PAUSING, null);
        listener.died(this, death, pause);
        return pause(pause);
    }

    /** Whether the death of the process was wanted. */
    private synchronized boolean wanted() {
        return stopWanted || restartWanted;
    }

    private synchronized boolean isRestartWanted() {
        return restartWanted && !stopWanted;
    }

    /** Whether to go on afterwards; a wish ends the pause. */
    private synchronized boolean pause(Duration pause) throws InterruptedException {
        var end = System.nanoTime() + pause.toNanos();
        while (!wanted() && System.nanoTime() - end < 0) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        return !stopWanted;
    }

    private synchronized void notReady(String why) {
        var problem = Problem.failed(blueprint.name() + " " + why);
        firstReady.completeExceptionally(problem);
        nextReady.completeExceptionally(problem);
    }

    private void become(State state, @Nullable RunningProcess life) {
        synchronized (this) {
            process = life;
            var pid = life == null ? null : life.pid();
            now = new Snapshot(state, pid, Math.max(0, starts - 1), startedAt, Instant.now());
        }
        listener.changed(this);
    }

    /** What waits for the end of the process, or for the end of a pause, goes on. */
    private synchronized void endProcess() {
        notifyAll();
        var life = process;
        if (life != null) {
            Thread.ofVirtual().start(() -> life.stop(patience.toEnd()));
        }
    }
}
