package io.whispra.gateway.socket;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.util.concurrent.EventExecutor;

/**
 * The connections of one event loop. What waits for them is written by one task, whoever and however many filled their outboxes
 * meanwhile, and each is flushed once.
 */
final class Loop {

    private final EventExecutor executor;
    private final Wheel wheel;
    private final Queue<LoopLink> filled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Set<LoopLink> links = Collections.newSetFromMap(new IdentityHashMap<>());

    Loop(EventExecutor executor, Duration tick) {
        this.executor = executor;
        this.wheel = new Wheel(executor, tick);
    }

    /** The link's outbox is no longer empty. A link is in here at most once: it says so again only after it was drained. */
    void drainSoon(LoopLink link) {
        filled.add(link);
        if (draining.compareAndSet(false, true)) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        draining.set(false);
        for (var link = filled.poll(); link != null; link = filled.poll()) {
            link.drained();
        }
    }

    /** Now when called on the loop, else soon. */
    void run(Runnable action) {
        if (executor.inEventLoop()) {
            action.run();
        } else {
            executor.execute(action);
        }
    }

    Turn after(Duration delay, Runnable action) {
        return wheel.after(delay, action);
    }

    void add(LoopLink link) {
        links.add(link);
    }

    void remove(LoopLink link) {
        links.remove(link);
    }

    /** All links, on the loop. */
    List<LoopLink> links() {
        return List.copyOf(links);
    }
}
