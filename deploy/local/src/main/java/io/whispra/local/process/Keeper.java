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
public final class Keeper implements Part {

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

    /** What others want of it. */
    private enum Wish {
        RUN,
        /** To end, and to run again. */
        RESTART,
        /** To end, and to wait for another wish. */
        STOP,
        /** To end for good. */
        END
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
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private CompletableFuture<Void> nextReady = new CompletableFuture<>();
    private CompletableFuture<Void> stopped = new CompletableFuture<>();
    private Instant startedAt = Instant.now();
    private Snapshot now = new Snapshot(State.STARTING, null, 0, startedAt, startedAt);
    private int starts;
    private Wish wish = Wish.RUN;
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

    @Override
    public String name() {
        return blueprint.name();
    }

    /** Begins; returns at once. */
    public void begin() {
        Thread.ofVirtual().name("keeper-of-" + name()).start(this::keep);
    }

    /** Ends the process for good; done when it has ended. */
    public synchronized CompletableFuture<Void> end() {
        wish = Wish.END;
        endProcess();
        return ended;
    }

    /** Done when the process is ready for the first time; fails with a {@link Problem} if it dies before. */
    public CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    @Override
    public synchronized CompletableFuture<Void> start() {
        if (wish == Wish.RUN && now.state() == State.READY) {
            return CompletableFuture.completedFuture(null);
        }
        if (wish == Wish.STOP) {
            wish = Wish.RESTART;
            notifyAll();
        }
        return awaitReady();
    }

    @Override
    public synchronized CompletableFuture<Void> restart() {
        if (wish == Wish.STOP) {
            return Part.isStopped(name());
        }
        if (wish == Wish.RUN) {
            wish = Wish.RESTART;
            endProcess();
        }
        return awaitReady();
    }

    @Override
    public synchronized CompletableFuture<Void> stop() {
        if (wish == Wish.END) {
            return ended;
        }
        if (wish != Wish.STOP) {
            wish = Wish.STOP;
            stopped = new CompletableFuture<>();
            nextReady.completeExceptionally(Problem.failed(name() + " was stopped"));
            endProcess();
        }
        return stopped;
    }

    /** Of the process that is started next, or is being started. */
    private CompletableFuture<Void> awaitReady() {
        if (wish == Wish.END) {
            return CompletableFuture.failedFuture(Problem.failed(name() + " is stopped"));
        }
        if (nextReady.isDone()) {
            nextReady = new CompletableFuture<>();
        }
        return nextReady;
    }

    private void keep() {
        try {
            while (awaitWishToRun() && goOnAfter(live())) {
                // One life after the other.
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            listener.gaveUp(this, new Death("cannot be watched: " + e, false, false, List.of()));
        } finally {
            become(State.STOPPED, null);
            ended();
        }
    }

    private synchronized void ended() {
        wish = Wish.END;
        notReady("is stopped");
        stopped.complete(null);
        ended.complete(null);
    }

    /** Returns at once unless it is stopped; false if it is to end. */
    private boolean awaitWishToRun() throws InterruptedException {
        if (wish() == Wish.STOP) {
            become(State.STOPPED, null);
        }
        synchronized (this) {
            while (wish == Wish.STOP) {
                stopped.complete(null);
                wait();
            }
            return wish != Wish.END;
        }
    }

    /** One life of the process, from its start to its end. */
    private Death live() throws InterruptedException {
        RunningProcess life;
        try {
            life = RunningProcess.start(blueprint.program().get(), log);
        } catch (Problem e) {
            return new Death("cannot be started: " + e.line(), false, false, List.of());
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
            wish = wish == Wish.RESTART ? Wish.RUN : wish;
        }
        become(State.STARTING, life);
        if (wish() != Wish.RUN) {
            endProcess();
        }
    }

    private void ready(RunningProcess life) {
        blueprint.whenReady().run();
        become(State.READY, life);
        synchronized (this) {
            if (wish == Wish.RUN) {
                firstReady.complete(null);
                nextReady.complete(null);
            }
        }
    }

    /** Whether there is another life, if nobody wishes otherwise; after a death that was not wanted, in a while. */
    private boolean goOnAfter(Death death) throws InterruptedException {
        if (wish() != Wish.RUN) {
            return true;
        }
        notReady(death.cause());
        var pause = firstReady.isCompletedExceptionally() ? null : backOff.after(death);
        if (pause == null) {
            listener.gaveUp(this, death);
            return false;
        }
        become(State.PAUSING, null);
        listener.died(this, death, pause);
        pause(pause);
        return true;
    }

    private synchronized Wish wish() {
        return wish;
    }

    /** Ended by a wish. */
    private synchronized void pause(Duration pause) throws InterruptedException {
        var end = System.nanoTime() + pause.toNanos();
        while (wish == Wish.RUN && System.nanoTime() - end < 0) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
    }

    private synchronized void notReady(String why) {
        var problem = Problem.failed(name() + " " + why);
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
