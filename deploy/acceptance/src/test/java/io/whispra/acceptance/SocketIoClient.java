package io.whispra.acceptance;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import tools.jackson.databind.JsonNode;

/** The stock socket.io-client from npm, in a Node process that all of them share. */
final class SocketIoClient extends ChatClient {

    private final Map<Long, CompletableFuture<JsonNode>> acks = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final String name = UUID.randomUUID().toString();
    private final Node node;

    private SocketIoClient(Node node) {
        this.node = node;
    }

    static SocketIoClient connect(URI base, String token) {
        var client = new SocketIoClient(Node.shared());
        client.node.register(client.name, client::dispatch);
        client.node.tell(Json.object("{'do': 'connect', 'client': '%s', 'url': '%s', 'token': '%s', 'options': {}}",
                client.name, base, token));
        return client;
    }

    @Override
    CompletableFuture<JsonNode> request(String event, JsonNode data) {
        var id = ids.incrementAndGet();
        var ack = new CompletableFuture<JsonNode>();
        acks.put(id, ack);
        var command = Json.object("{'do': 'emit', 'client': '%s', 'ack': %d, 'event': '%s'}", name, id, event);
        command.set("data", data);
        node.tell(command);
        return ack;
    }

    @Override
    public void close() {
        node.tell(Json.object("{'do': 'close', 'client': '%s'}", name));
        node.forget(name);
    }

    private void dispatch(JsonNode line) {
        if (!line.has("ack")) {
            receive(line.path("event").asString(), line.path("data"));
            return;
        }
        var ack = acks.remove(line.path("ack").asLong());
        if (ack != null) {
            ack.complete(line.path("data"));
        }
    }
}
