package io.whispra.gateway.socketio;

import java.util.Map;

import io.whispra.gateway.socket.Answers;
import io.whispra.gateway.socket.SocketProperties;
import tools.jackson.databind.json.JsonMapper;

/** What all Socket.IO connections share; the namespaces by their names, which begin with `/`. */
record SocketIo(Map<String, Namespace> namespaces, Answers answers, JsonMapper json, Encoder encoder,
        SocketProperties properties) {

    SocketIo(Map<String, Namespace> namespaces, Answers answers, JsonMapper json, SocketProperties properties) {
        this(Map.copyOf(namespaces), answers, json, new Encoder(json), properties);
    }
}
