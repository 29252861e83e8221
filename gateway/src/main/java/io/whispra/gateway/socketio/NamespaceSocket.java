package io.whispra.gateway.socketio;

import java.util.List;

import io.whispra.gateway.socket.Client;
import tools.jackson.databind.JsonNode;

/** A client in a namespace. */
public interface NamespaceSocket extends Client {

    /** Queues an event with any arguments; binary nodes travel as attachments. */
    void emit(String event, List<JsonNode> args);
}
