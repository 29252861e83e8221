package io.whispra.message.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.whispra.message.problem.Refusal;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * One lane per room: one batch of a room is on its way at a time, and what arrives meanwhile is the next one. Different rooms
 * do not wait for each other. A lane lives as long as something waits in it.
 */
@Component
class Lanes implements DisposableBean {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Disposable.Composite running = Disposables.composite();
    private final Commit commit;
    private final AppendProperties properties;

    Lanes(Commit commit, AppendProperties properties) {
        this.commit = commit;
        this.properties = properties;
    }

    /**
     * Takes drafts in, to be appended in this order.
     *
     * @throws Refusal unavailable if they would exceed a bound; then none of them is taken
     */
    void enter(String roomId, List<Pending> drafts) {
        if (waiting.addAndGet(drafts.size()) > properties.waiting()) {
            waiting.addAndGet(-drafts.size());
            throw busy();
        }
        var start = new AtomicBoolean();
        try {
            var lane = lanes.compute(roomId, (id, known) -> {
                var room = known == null ? opened(id) : known;
                if (room.size() + drafts.size() > properties.waitingPerRoom()) {
                    throw busy();
                }
                room.add(drafts);
                start.set(room.start());
                return room;
            });
            if (start.get()) {
                run(lane);
            }
        } catch (Refusal full) {
            waiting.addAndGet(-drafts.size());
            throw full;
        }
    }

    /** How many rooms are being appended to. */
    int open() {
        return lanes.size();
    }

    @Override
    public void destroy() {
        running.dispose();
    }

    private Lane opened(String roomId) {
        if (lanes.size() >= properties.lanes()) {
            throw busy();
        }
        return new Lane(roomId);
    }

    private void run(Lane lane) {
        var turn = Disposables.swap();
        running.add(turn);
        turn.replace(Mono.defer(() -> commit.commit(lane.roomId(), next(lane)))
                .repeat(() -> !closed(lane))
                .doFinally(_ -> running.remove(turn))
                .subscribe());
    }

    private List<Pending> next(Lane lane) {
        var batch = new ArrayList<Pending>();
        lanes.computeIfPresent(lane.roomId(), (_, room) -> {
            batch.addAll(room.take(properties.batch()));
            return room;
        });
        waiting.addAndGet(-batch.size());
        batch.removeIf(Pending::isAbandoned);
        return batch;
    }

    private boolean closed(Lane lane) {
        return lanes.computeIfPresent(lane.roomId(), (_, room) -> room.size() == 0 ? null : room) == null;
    }

    private static Refusal busy() {
        return Refusal.unavailable("Too much waits to be appended.", SOON);
    }
}
