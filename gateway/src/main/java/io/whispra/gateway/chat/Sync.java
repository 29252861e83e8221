package io.whispra.gateway.chat;

import java.util.List;

import io.whispra.gateway.chat.SyncAnswer.Behind;
import io.whispra.gateway.chat.SyncAnswer.Found;
import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.hub.Listener;
import io.whispra.gateway.upstream.MessageService;
import io.whispra.gateway.upstream.Refused;
import io.whispra.gateway.upstream.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * `sync`: brings a client to the present, and its subscriptions with it. Membership and heads are of one moment; short absences are answered
 * from the hub's memory.
 */
@Component("sync")
final class Sync implements Action {

    private static final int NOT_FOUND = 404;

    private final Hub hub;
    private final Joining joining;
    private final MessageService messages;
    private final Heads heads;
    private final Settings settings;

    /** How an answer is made. */
    @Component
    record Settings(ChatProperties properties, JsonMapper json) {}

    Sync(Hub hub, Joining joining, MessageService messages, Heads heads, Settings settings) {
        this.hub = hub;
        this.joining = joining;
        this.messages = messages;
        this.heads = heads;
        this.settings = settings;
    }

    @Override
    public Mono<byte[]> answer(ChatSession session, Payload payload) {
        return answer(session.caller(), session.listener(), payload);
    }

    /** The same for somebody who is perhaps not connected. */
    Mono<byte[]> answer(Caller caller, @Nullable Listener listener, Payload payload) {
        var request = SyncRequest.of(payload, settings.properties());
        var rooms = listener == null ? joining.rooms(caller.userId()) : joining.joinAll(listener);
        return Mono.zip(rooms, heads.lastRead(caller))
                .map(known -> new SyncAnswer(request, known.getT1(), Heads.of(known.getT1().rooms(), known.getT2()),
                        settings.json()).within(settings.properties().syncBytes().toBytes()))
                .flatMap(answer -> filled(answer, caller, listener));
    }

    private Mono<byte[]> filled(SyncAnswer answer, Caller caller, @Nullable Listener listener) {
        return Flux.fromIterable(answer.behind())
                .flatMapSequential(room -> find(room, caller, listener), settings.properties().fetchConcurrency(), 1)
                .takeWhile(_ -> !answer.isFull())
                .doOnNext(answer::add)
                .then(Mono.fromSupplier(answer::bytes));
    }

    private Mono<Found> find(Behind room, Caller caller, @Nullable Listener listener) {
        var stored = Mono.defer(() -> stored(room, caller));
        return listener == null ? stored : remembered(room, listener).switchIfEmpty(stored);
    }

    private Mono<Found> remembered(Behind room, Listener listener) {
        return hub.after(listener, room.roomId(), room.after(), settings.properties().fetchLimit())
                .filter(window -> window.entries().getLast().seq() >= room.headSeq())
                .map(window -> new Found(room, window.entries(), true));
    }

    private Mono<Found> stored(Behind room, Caller caller) {
        var span = new Span(room.after(), true, (int) (room.headSeq() - room.after()));
        return messages.page(room.roomId(), caller.token(), span)
                .map(page -> new Found(room, page.entries(), true))
                .onErrorResume(Refused.class,
                        e -> e.status() == NOT_FOUND ? Mono.just(new Found(room, List.of(), false)) : Mono.error(e));
    }
}
