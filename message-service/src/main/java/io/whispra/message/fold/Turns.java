package io.whispra.message.fold;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

import io.whispra.message.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Lets so many reads of one room go to the store at once; the others wait until one has ended. A room that is slow, or asked about by
 * everybody, then takes its part of the connections and no more, and the other rooms do not notice.
 */
@Component
class Turns implements DisposableBean {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ConcurrentMap<String, Turn> rooms = new ConcurrentHashMap<>();
    private final Disposable.Composite running = Disposables.composite();
    private final FoldProperties properties;

    Turns(FoldProperties properties) {
        this.properties = properties;
    }

    /**
     * The read, when it is its turn. Once begun it goes on to its end, even if nobody waits for it any more: so long its connection is in use.
     *
     * @throws Refusal unavailable if too many wait already
     */
    <T> Mono<T> take(String roomId, Mono<T> read) {
        return Mono.<T>create(sink -> enter(roomId, new Read<>(read, sink))).timeout(properties.readTimeout());
    }

    @Override
    public void destroy() {
        running.dispose();
    }

    private void enter(String roomId, Read<?> read) {
        rooms.compute(roomId, (_, known) -> {
            var room = known == null ? new Turn() : known;
            room.add(read, properties);
            return room;
        });
        if (read.place == Place.BEGINS) {
            begin(roomId, read);
        } else if (read.place == Place.REFUSED) {
            read.sink.error(Refusal.unavailable("Too many read this room at once.", SOON));
        }
    }

    private void begin(String roomId, Read<?> read) {
        var place = Disposables.swap();
        running.add(place);
        place.replace(read.run().doFinally(_ -> {
            running.remove(place);
            end(roomId);
        }).subscribe());
    }

    private void end(String roomId) {
        var next = new AtomicReference<@Nullable Read<?>>();
        rooms.computeIfPresent(roomId, (_, room) -> {
            next.set(room.next());
            return next.get() == null && --room.running == 0 ? null : room;
        });
        var read = next.get();
        if (read != null) {
            begin(roomId, read);
        }
    }

    /** The reads of one room; guarded by its place in the map. */
    private static final class Turn {

        private final Queue<Read<?>> waiting = new ArrayDeque<>();
        private int running;

        void add(Read<?> read, FoldProperties properties) {
            if (running < properties.readsPerRoom()) {
                running++;
                read.place = Place.BEGINS;
            } else if (waiting.size() < properties.waitingPerRoom()) {
                waiting.add(read);
                read.place = Place.WAITS;
            } else {
                read.place = Place.REFUSED;
            }
        }

        /** The first that somebody still waits for. */
        @Nullable
        Read<?> next() {
            var next = waiting.poll();
            while (next != null && next.abandoned) {
                next = waiting.poll();
            }
            return next;
        }
    }

    private enum Place {
        BEGINS,
        WAITS,
        REFUSED
    }

    private static final class Read<T> {

        private final Mono<T> read;
        private final MonoSink<T> sink;
        private volatile Place place = Place.WAITS;
        private volatile boolean abandoned;

        Read(Mono<T> read, MonoSink<T> sink) {
            this.read = read;
            this.sink = sink;
            sink.onCancel(() -> abandoned = true);
        }

        Mono<Void> run() {
            return read.doOnSuccess(sink::success)
                    .contextWrite(sink.contextView())
                    .then()
                    .onErrorResume(error -> {
                        sink.error(error);
                        return Mono.empty();
                    });
        }
    }
}
