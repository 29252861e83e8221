package io.whispra.gateway.hub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.whispra.gateway.hub.Entries.Stretch;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A hole in what a room's listeners got, until it is filled. It is fetched page by page and tried again for as long as the room has listeners;
 * they are told once when it takes too long. Runs on the loop of its room.
 */
final class Gap implements Disposable {

    private static final String REASON = "gap";

    private final Room room;
    private final Entries entries;
    private final HubProperties properties;
    private final Scheduler loop;
    private final Consumer<Stretch> found;
    private final Disposable.Swap fetch = Disposables.swap();
    private final Disposable.Swap alarm = Disposables.swap();

    Gap(Room room, Hub.Surroundings surroundings, Scheduler loop, Consumer<Stretch> found) {
        this.room = room;
        this.entries = surroundings.entries();
        this.properties = surroundings.properties();
        this.loop = loop;
        this.found = found;
    }

    void start() {
        alarm.update(after(properties.resyncAfter(), () -> room.resync(REASON)));
        fetch();
    }

    @Override
    public void dispose() {
        fetch.dispose();
        alarm.dispose();
    }

    @Override
    public boolean isDisposed() {
        return fetch.isDisposed();
    }

    private void fetch() {
        var seen = room.order().seen();
        var from = room.order().cursor() + 1;
        var to = Math.min(seen, from + properties.gapPage() - 1);
        fetch.update(Mono.defer(() -> entries.between(room.id(), from, to))
                .timeout(properties.gapTimeout(), loop)
                .single()
                .publishOn(loop)
                .subscribe(stretch -> came(stretch, from, seen), _ -> again()));
    }

    private void came(Stretch stretch, long from, long seen) {
        found.accept(stretch);
        if (isDisposed()) {
            return;
        }
        var order = room.order();
        if (stretch.headSeq() < seen) {
            // What was seen before this was asked, and is not in the log, was forged or is of a log that was restored since.
            order.forget(stretch.headSeq(), seen);
        }
        if (!order.isBehind()) {
            room.mended();
            dispose();
        } else if (order.cursor() >= from) {
            fetch();
        } else {
            again();
        }
    }

    private void again() {
        if (!isDisposed()) {
            fetch.update(after(properties.gapRetry(), this::fetch));
        }
    }

    private Disposable after(Duration delay, Runnable task) {
        return loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
