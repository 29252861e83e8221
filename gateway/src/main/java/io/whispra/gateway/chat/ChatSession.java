package io.whispra.gateway.chat;

import java.time.Duration;
import java.time.Instant;

import io.whispra.gateway.hub.Listener;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Application;
import io.whispra.gateway.socket.Bye;
import io.whispra.gateway.socket.Client;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.upstream.Refused;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** One person's connection, from its admission until it is gone. */
final class ChatSession implements Application.Session {

    private final Client client;
    private final Chat chat;
    private final Listener listener;
    private final Disposable.Swap expiry = Disposables.swap();
    private volatile Caller caller;
    private volatile boolean over;
    private @Nullable Event ready;

    private ChatSession(Client client, Caller caller, Chat chat) {
        this.client = client;
        this.chat = chat;
        this.caller = caller;
        this.listener = chat.hub()
                .listener(caller.userId(), client, entry -> chat.additions().join(this, entry.roomId()));
    }

    /** Admits a client, or refuses it. From here on it must be closed. */
    static ChatSession enter(Client client, Caller caller, Chat chat) {
        var session = new ChatSession(client, caller, chat);
        chat.sessions().admit(session);
        // A revocation closes those it finds. One that came before this session could be found is found here.
        if (chat.revocations().isRevoked(caller.sid(), caller.userId())) {
            chat.sessions().remove(session);
            throw new Refusal(ProblemType.SESSION_REVOKED, "The session was ended.");
        }
        chat.hub().enter(session.listener);
        session.renew(caller);
        return session;
    }

    /** All is prepared; the event is what the client hears first. */
    Application.Session ready(Event event) {
        ready = event;
        return this;
    }

    @Override
    public void opened() {
        var first = ready;
        ready = null;
        if (first != null) {
            listener.open(first);
            chat.sessions().opened(this);
        }
    }

    @Override
    public Mono<byte[]> on(String event, JsonNode data) {
        if (over) {
            return Mono.error(new Refusal(ProblemType.UNAUTHENTICATED, "The connection has ended."));
        }
        var action = chat.actions().get(event);
        if (action == null) {
            return Mono.error(new Refusal(ProblemType.UNKNOWN_EVENT, "No event of this name is known."));
        }
        return Mono.defer(() -> action.answer(this, new Payload(data)))
                .map(Acks::ok)
                .onErrorResume(Refused.class, e -> Mono.just(Acks.refused(e.problem())));
    }

    @Override
    public void closed() {
        over = true;
        expiry.dispose();
        chat.hub().leave(listener);
        chat.sessions().remove(this);
    }

    void close(Bye bye) {
        client.close(bye);
        closed();
    }

    Caller caller() {
        return caller;
    }

    Listener listener() {
        return listener;
    }

    /** Keeps the session open for the life of a newer token. */
    void renew(Caller renewed) {
        caller = renewed;
        var left = Duration.between(Instant.now(), renewed.expiresAt());
        expiry.update(Mono.delay(left.isPositive() ? left : Duration.ZERO).subscribe(_ -> expire()));
    }

    String id() {
        return client.id();
    }

    private void expire() {
        close(Bye.of(new Refusal(ProblemType.UNAUTHENTICATED, "The access token expired.")));
    }
}
