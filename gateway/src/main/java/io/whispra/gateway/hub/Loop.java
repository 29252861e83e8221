package io.whispra.gateway.hub;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One thread with the rooms that are its own. Its queue is bounded by what may put something there: a hand-over of records
 * that blocks, and as many requests as the clients may have in progress.
 */
final class Loop {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final Scheduler scheduler;
    private final Scheduler answers;
    private final Rooms rooms;
    private final int maxHandover;
    private final Semaphore handover;
    private final Semaphore signals;

    Loop(Hub.Surroundings surroundings, Scheduler scheduler) {
        this.scheduler = scheduler;
        this.answers = surroundings.answers();
        this.rooms = new Rooms(surroundings, scheduler);
        this.maxHandover = surroundings.properties().handover();
        this.handover = new Semaphore(maxHandover);
        this.signals = new Semaphore(surroundings.properties().signals());
        var pause = surroundings.properties().heads().dividedBy(surroundings.properties().headsParts()).toNanos();
        var _ = scheduler.schedulePeriodically(this::tellHeads, pause, pause, TimeUnit.NANOSECONDS);
    }

    long position() {
        return rooms.position();
    }

    /** Hands entries over, and waits while too many are on their way. */
    void accept(List<Entry> entries) throws InterruptedException {
        var permits = Math.min(entries.size(), maxHandover);
        handover.acquire(permits);
        scheduler.schedule(() -> {
            entries.forEach(this::receive);
            handover.release(permits);
        });
    }

    /** What is done with the answer is done elsewhere. */
    <T> Mono<T> ask(Callable<T> question) {
        return Mono.fromCallable(question).subscribeOn(scheduler).publishOn(answers);
    }

    /** Does nothing once the loop is closed: there is nothing left to change. */
    void tell(Consumer<Rooms> task) {
        try {
            scheduler.schedule(() -> task.accept(rooms));
        } catch (RejectedExecutionException e) {
            log.debug("The hub is closed", e);
        }
    }

    /** The same for what may be lost: not done while too many such wait. */
    void tellUnlessBusy(Consumer<Rooms> task) {
        if (signals.tryAcquire()) {
            tell(known -> {
                signals.release();
                task.accept(known);
            });
        }
    }

    Rooms rooms() {
        return rooms;
    }

    void close() {
        scheduler.dispose();
    }

    private void tellHeads() {
        try {
            rooms.tellHeads();
        } catch (RuntimeException e) {
            log.error("Heads were not told", e);
        }
    }

    private void receive(Entry entry) {
        try {
            rooms.receive(entry);
        } catch (RuntimeException e) {
            log.error("Entry {}:{} was not delivered", entry.roomId(), entry.seq(), e);
        }
    }
}
