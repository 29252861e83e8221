package io.whispra.gateway.socketio;

import java.util.List;
import java.util.function.Consumer;

import io.whispra.gateway.engineio.EngineSocket;
import io.whispra.gateway.socket.Bye;
import io.whispra.gateway.socket.Event;
import tools.jackson.databind.JsonNode;

/** A client as a namespace sees it. */
record Member(String id, String namespace, EngineSocket session, Encoder encoder, Consumer<Bye> goodbye)
        implements
            NamespaceSocket {

    @Override
    public void emit(Event event) {
        session.send(List.of(Encoder.event(namespace, event)));
    }

    @Override
    public void emit(String event, List<JsonNode> args) {
        session.send(encoder.event(namespace, event, args));
    }

    @Override
    public void close(Bye bye) {
        goodbye.accept(bye);
    }

    @Override
    public String toString() {
        return "Member[" + namespace + "]";
    }
}
