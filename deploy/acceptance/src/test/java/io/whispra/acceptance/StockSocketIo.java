package io.whispra.acceptance;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.whispra.acceptance.client.Connection;
import io.whispra.acceptance.client.Json;
import tools.jackson.databind.JsonNode;

/** The stock socket.io-client from npm, in a Node process that all of them share. */
final class StockSocketIo extends Connection {

    private final String name = UUID.randomUUID().toString();
    private final Node node;

    private StockSocketIo(Node node, Listener listener) {
        super(listener);
        this.node = node;
    }

    static Connection open(URI base, String token, Listener listener) {
        return open(base, token, List.of("websocket"), listener);
    }

    /** On these transports, in this order: the default of the stock client is to poll and to move to a WebSocket. */
    static Connection open(URI base, String token, List<String> transports, Listener listener) {
        var client = new StockSocketIo(Node.shared(), listener);
        client.node.register(client.name, client::dispatch);
        var command = Json.object("{'do': 'connect', 'client': '%s', 'url': '%s', 'token': '%s'}", client.name, base,
                token);
        var named = command.putObject("options").putArray("transports");
        transports.forEach(named::add);
        client.node.tell(command);
        return client;
    }

    @Override
    protected void send(String event, long id, JsonNode data) {
        var command = Json.object("{'do': 'emit', 'client': '%s', 'ack': %d, 'event': '%s'}", name, id, event);
        command.set("data", data);
        node.tell(command);
    }

    @Override
    public void close() {
        node.tell(Json.object("{'do': 'close', 'client': '%s'}", name));
        node.forget(name);
    }

    private void dispatch(JsonNode line) {
        if (line.has("ack")) {
            acknowledged(line.path("ack").asLong(), line.path("data"));
        } else {
            received(line.path("event").asString(), line.path("data"));
        }
    }
}
