package io.whispra.gateway.socketio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.whispra.gateway.engineio.EngineSocket;
import io.whispra.gateway.engineio.Messages;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Problems;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Bye;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.socket.Frame;
import io.whispra.gateway.socket.Ids;
import io.whispra.gateway.socket.InProgress;
import io.whispra.gateway.socket.Turn;
import io.whispra.gateway.socketio.Namespace.Handler;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The namespaces that one client is in, over its one session. Confined to the session's event loop. */
final class Connection implements Messages {

    private static final String BYE = "bye";

    private final EngineSocket session;
    private final SocketIo served;
    private final Decoder decoder;
    private final InProgress inProgress;
    private final Map<String, Handler> joined = HashMap.newHashMap(1);
    private @Nullable Turn deadline;
    private @Nullable Disposable connecting;

    Connection(EngineSocket session, SocketIo served) {
        this.session = session;
        this.served = served;
        this.decoder = new Decoder(served.json());
        this.inProgress = new InProgress(session, served.properties().inbound());
    }

    @Override
    public void opened() {
        expectConnect();
    }

    /** A session that is in no namespace does not stay. */
    private void expectConnect() {
        var refusal = new Refusal(ProblemType.CONNECT_TIMEOUT, "No namespace was joined in time.");
        deadline = session.after(served.properties().deadlines().connect(), () -> goodbye(Bye.of(refusal)));
    }

    @Override
    public void text(byte[] message) {
        var packet = decoder.text(message);
        if (decoder.isAwaiting() && joined.isEmpty()) {
            throw Malformed.packet("attachments before the connect");
        }
        if (packet != null) {
            handle(packet);
        }
    }

    @Override
    public void binary(byte[] message) {
        var packet = decoder.binary(message);
        if (packet != null) {
            handle(packet);
        }
    }

    private void handle(Packet packet) {
        switch (packet) {
            case Packet.Connect connect -> connect(connect);
            case Packet.Disconnect disconnect -> disconnect(disconnect);
            case Packet.Event event -> event(event, handler(event));
            case Packet.Ack ack -> handler(ack);
        }
    }

    private Handler handler(Packet packet) {
        var handler = joined.get(packet.namespace());
        if (handler == null) {
            throw Malformed.packet("the namespace was not joined");
        }
        return handler;
    }

    private void connect(Packet.Connect connect) {
        var name = connect.namespace();
        if (joined.containsKey(name)) {
            return; // a stock client says it twice when it is told to connect while it connects
        }
        var namespace = served.namespaces().get(name);
        if (namespace == null) {
            session.send(List.of(served.encoder().refused(name, "Invalid namespace", null)));
            return;
        }
        var member = new Member(Ids.next(), name, session, served.encoder(), this::goodbye);
        connecting = inProgress.alone(Mono.defer(() -> namespace.connect(member, connect.auth())),
                (handler, error) -> connected(member, handler, error));
    }

    private void connected(Member member, @Nullable Handler handler, @Nullable Throwable error) {
        var name = member.namespace();
        if (handler == null) {
            var cause = error == null ? new IllegalStateException("nobody handles the client") : error;
            refuse(name, cause);
        } else if (session.isFinished()) {
            handler.closed();
        } else {
            joined.put(name, handler);
            cancelDeadline();
            session.introduced();
            session.send(List.of(Encoder.connected(name, member.id())));
            handler.opened();
        }
    }

    /** A stock client takes CONNECT_ERROR for the last word, and comes back by itself when its transport closes. */
    private void refuse(String namespace, Throwable cause) {
        var problem = Problems.refusal(cause);
        var bye = Bye.of(problem);
        if (bye.resumable()) {
            goodbye(bye);
        } else {
            session.send(List.of(
                    served.encoder().refused(namespace, problem.detail(), served.answers().problem(cause))));
        }
    }

    private void event(Packet.Event event, Handler handler) {
        inProgress.run(Mono.defer(() -> handler.on(event.name(), event.args())), (answer, error) -> {
            var acknowledgement = error == null ? answer : handler.failed(error);
            if (event.id() != null && acknowledgement != null) {
                session.send(served.encoder().ack(event.namespace(), event.id(), acknowledgement));
            }
        });
    }

    private void disconnect(Packet.Disconnect disconnect) {
        handler(disconnect).closed();
        joined.remove(disconnect.namespace());
        if (joined.isEmpty()) {
            expectConnect();
        }
    }

    /** A stock client comes back by itself when its transport closes, and does not after DISCONNECT. */
    @Override
    public void goodbye(Bye bye) {
        session.run(() -> {
            var last = new ArrayList<Frame>();
            var event = Event.of(BYE, served.answers().bye(bye));
            for (var name : joined.keySet()) {
                last.add(Encoder.event(name, event));
                if (!bye.resumable()) {
                    last.add(Encoder.disconnected(name));
                }
            }
            session.finish(last, bye.code());
        });
    }

    @Override
    public void closed() {
        cancelDeadline();
        if (connecting != null) {
            connecting.dispose();
        }
        joined.values().forEach(Handler::closed);
        joined.clear();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
