package io.whispra.gateway.plain;

import java.util.List;

import io.whispra.gateway.plain.PlainCodec.Message;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Answers;
import io.whispra.gateway.socket.Application.Session;
import io.whispra.gateway.socket.Bye;
import io.whispra.gateway.socket.Client;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.socket.Frame;
import io.whispra.gateway.socket.InProgress;
import io.whispra.gateway.socket.Link;
import io.whispra.gateway.socket.Listener;
import io.whispra.gateway.socket.Turn;
import io.whispra.gateway.socket.Visitors.Visit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** One plain WebSocket: introduced by `hello`, then events and their acknowledgements. */
final class PlainClient implements Client, Listener {

    private final String id;
    private final Link link;
    private final Visit visit;
    private final PlainProtocol protocol;
    private final InProgress inProgress;
    private @Nullable Turn turn;
    private @Nullable Disposable connecting;
    private @Nullable Session session;

    PlainClient(String id, Link link, Visit visit, PlainProtocol protocol) {
        this.id = id;
        this.link = link;
        this.visit = visit;
        this.protocol = protocol;
        this.inProgress = new InProgress(link, protocol.properties().inbound());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void emit(Event event) {
        link.send(PlainCodec.event(event));
    }

    @Override
    public void close(Bye bye) {
        var event = Event.of(PlainCodec.BYE, protocol.answers().bye(bye));
        link.finish(List.of(PlainCodec.event(event)), bye.code());
    }

    @Override
    public void goodbye(Bye bye) {
        close(bye);
    }

    @Override
    public void opened() {
        turn = link.after(protocol.properties().deadlines().connect(),
                () -> close(Bye.of(new Refusal(ProblemType.CONNECT_TIMEOUT, "No hello came in time."))));
    }

    @Override
    public void text(byte[] payload) {
        var message = PlainCodec.decode(protocol.json(), payload);
        var admitted = session;
        if (admitted != null) {
            event(admitted, message);
        } else if (message.name().equals(PlainCodec.HELLO)) {
            hello(message);
        } else {
            throw new Refusal(ProblemType.MALFORMED, "The first frame is hello.");
        }
    }

    @Override
    public void binary(byte[] payload) {
        throw new Refusal(ProblemType.MALFORMED, "Frames are text.");
    }

    private void hello(Message hello) {
        var connect = Mono.defer(() -> protocol.application().connect(this, hello.data()));
        connecting = inProgress.alone(connect, this::admitted);
    }

    private void admitted(@Nullable Session accepted, @Nullable Throwable error) {
        if (accepted == null) {
            close(Answers.byeOf(error == null ? new IllegalStateException("no session") : error));
            return;
        }
        if (link.isFinished()) {
            accepted.closed();
            return;
        }
        session = accepted;
        visit.introduced();
        cancelTurn();
        accepted.opened();
        turn = link.after(protocol.properties().heartbeat().interval(), this::beat);
    }

    private void event(Session admitted, Message message) {
        if (message.name().equals(PlainCodec.HELLO) || message.name().equals(PlainCodec.ACK)) {
            throw new Refusal(ProblemType.MALFORMED, "There is no second hello, and nothing to acknowledge.");
        }
        inProgress.run(Mono.defer(() -> admitted.on(message.name(), message.data())), (data, error) -> {
            if (message.id() != null || error != null) {
                acknowledge(message.id(), protocol.answers().acknowledgement(data, error));
            }
        });
    }

    private void acknowledge(@Nullable Long id, byte[] acknowledgement) {
        if (id != null) {
            link.send(PlainCodec.ack(id, acknowledgement));
        }
    }

    /** Any sign of life since the last ping counts; a client that is not being read cannot give any. */
    private void beat() {
        if (!link.wasHeard() && !link.isPaused()) {
            link.abort();
            return;
        }
        link.send(Frame.PING);
        turn = link.after(protocol.properties().heartbeat().interval(), this::beat);
    }

    @Override
    public void closed() {
        cancelTurn();
        visit.leave();
        if (connecting != null) {
            connecting.dispose();
        }
        if (session != null) {
            session.closed();
        }
    }

    private void cancelTurn() {
        if (turn != null) {
            turn.cancel();
        }
    }
}
