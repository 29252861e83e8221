package io.whispra.gateway.chat;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.whispra.gateway.hub.Listener;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.upstream.RoomService;
import io.whispra.gateway.upstream.UserRooms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Subscribes clients to rooms that their user was added to while they were connected, and tells them with `room.added`. */
@Component
final class AddedRooms implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(AddedRooms.class);
    private static final String REASON = "added";
    private static final int REPEATS = 4;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Joining joining;
    private final RoomService rooms;
    private final JsonMapper json;
    private final Semaphore free;
    private final Disposable.Composite running = Disposables.composite();

    AddedRooms(Joining joining, RoomService rooms, JsonMapper json, ChatProperties properties) {
        this.joining = joining;
        this.rooms = rooms;
        this.json = json;
        this.free = new Semaphore(properties.additions());
    }

    /** Begins to, and returns. What cannot be done now is left to the client's next sync. */
    void join(ChatSession session, String roomId) {
        var listener = session.listener();
        if (!free.tryAcquire()) {
            listener.resync(REASON);
            return;
        }
        var joined = Disposables.swap();
        running.add(joined);
        joined.update(added(session, roomId)
                .doFinally(_ -> {
                    free.release();
                    running.remove(joined);
                })
                .subscribe(null, e -> giveUp(listener, roomId, e)));
    }

    @Override
    public void destroy() {
        running.dispose();
    }

    private Mono<Void> added(ChatSession session, String roomId) {
        return Mono.defer(() -> rooms.room(roomId, session.caller().token()))
                .retryWhen(Retry.backoff(REPEATS, PAUSE))
                .onErrorResume(_ -> Mono.just(json.createObjectNode().put("id", roomId)))
                .flatMap(room -> joining.join(session.listener(), roomId, head -> event(room, head))
                        .retryWhen(Retry.backoff(REPEATS, PAUSE)));
    }

    /** The room service may not have heard of the last entries yet. */
    private Event event(ObjectNode room, UserRooms.Head head) {
        var known = room.path("head");
        if (known.path("seq").asLong(0) < head.headSeq()) {
            room.set("head", json.createObjectNode().put("seq", head.headSeq()).put("number", head.number()));
        }
        return Event.of("room.added", json.writeValueAsBytes(room));
    }

    private static void giveUp(Listener listener, String roomId, Throwable e) {
        log.warn("A listener could not be subscribed to the added room {}", roomId, e);
        listener.resync(REASON);
    }
}
