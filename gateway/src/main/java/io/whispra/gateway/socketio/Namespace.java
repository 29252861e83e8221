package io.whispra.gateway.socketio;

import java.util.List;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is served in one namespace. Everything is called on the event loop of the client's session and must not block. */
public interface Namespace {

    /**
     * Admits a client by the payload of its CONNECT, `{}` if it sent none. An error refuses it with CONNECT_ERROR, or, if it passes by itself, closes the transport. Cancelled when
     * the client leaves before.
     */
    Mono<Handler> connect(NamespaceSocket socket, ObjectNode auth);

    /** The application's side of one admitted client. */
    interface Handler {

        /** Called at most once, after the client was told that it is connected. */
        void opened();

        /** Handles an event; what it answers is sent only to a client that asked for an acknowledgement. */
        Mono<Answer> on(String event, List<JsonNode> args);

        /** What acknowledges an event that failed. */
        Answer failed(Throwable error);

        /** Called once, when the client has left the namespace. */
        void closed();
    }
}
