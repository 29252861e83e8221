package io.whispra.gateway.chat;

import java.time.Duration;

import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Application;
import io.whispra.gateway.socket.Client;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Lets people in: their token is checked and their rooms are subscribed before they are told that they are ready. */
@Component
final class ChatApplication implements Application {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Chat chat;
    private final Callers callers;
    private final Joining joining;
    private final Heads heads;
    private final Ready ready;

    ChatApplication(Chat chat, Callers callers, Joining joining, Heads heads, Ready ready) {
        this.chat = chat;
        this.callers = callers;
        this.joining = joining;
        this.heads = heads;
        this.ready = ready;
    }

    @Override
    public Mono<Session> connect(Client client, JsonNode auth) {
        return Mono.defer(() -> callers.identify(auth.path("token").asString("")))
                .flatMap(caller -> enter(client, caller));
    }

    private Mono<Session> enter(Client client, Caller caller) {
        if (!chat.hub().isListening()) {
            return Mono.error(Refusal.unavailable("Live events are not available yet.", SOON));
        }
        var session = ChatSession.enter(client, caller, chat);
        return Mono.zip(joining.joinAll(session.listener()), heads.lastRead(caller))
                .map(known -> session.ready(ready.of(session, known.getT1(), known.getT2())))
                .doOnError(_ -> session.closed())
                .doOnCancel(session::closed);
    }
}
