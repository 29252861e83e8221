package io.whispra.gateway.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Timeouts of all connections of one event loop, kept to the tick: one timer whatever their number. Confined to the loop; it
 * stands still while nothing is due.
 */
final class Wheel {

    private static final Logger log = LoggerFactory.getLogger(Wheel.class);
    private static final int SLOTS = 512;

    private final ScheduledExecutorService loop;
    private final long tickNanos;
    private final List<List<Turn>> slots = new ArrayList<>(SLOTS);
    private int position;
    private int turns;
    private boolean turning;
    private long next;

    Wheel(ScheduledExecutorService loop, Duration tick) {
        this.loop = loop;
        this.tickNanos = tick.toNanos();
        for (var i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>());
        }
    }

    /** Runs the action after the delay, at most two ticks later. */
    Turn after(Duration delay, Runnable action) {
        turns++;
        start();
        // Counted from the tick that comes next, not from now: a loop that is late has ticks to catch up.
        var ticks = Math.max(1, Math.ceilDiv(System.nanoTime() + delay.toNanos() - next, tickNanos) + 1);
        var turn = new Turn(action, (int) ((ticks - 1) / SLOTS));
        slots.get((int) ((position + ticks) % SLOTS)).add(turn);
        return turn;
    }

    private void start() {
        if (!turning) {
            turning = true;
            next = System.nanoTime() + tickNanos;
            schedule();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is never cancelled, and what fails in it is logged there
    private void schedule() {
        loop.schedule(this::advance, Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void advance() {
        for (var now = System.nanoTime(); now - next >= 0;) {
            position = (position + 1) % SLOTS;
            next += tickNanos;
            turn();
        }
        turning = turns > 0;
        if (turning) {
            schedule();
        }
    }

    private void turn() {
        var due = slots.set(position, new ArrayList<>(0));
        for (var turn : due) {
            if (turn.isCancelled() || turn.isDue()) {
                turns--;
                run(turn);
            } else {
                slots.get(position).add(turn);
            }
        }
    }

    private static void run(Turn turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            log.error("A timeout of a connection failed", e);
        }
    }
}
