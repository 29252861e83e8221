package io.whispra.acceptance.client;

import java.net.URI;

import tools.jackson.databind.JsonNode;

/** Plain WebSocket with JSON frames. */
public final class PlainConnection extends WebSocketConnection {

    private PlainConnection(URI base, Listener listener) {
        super(base, "/api/v1/ws", listener);
    }

    /** Connects and says nothing. */
    public static PlainConnection silent(URI base, Listener listener) {
        var connection = new PlainConnection(base, listener);
        connection.begin();
        return connection;
    }

    /** Connects and says `hello`. */
    public static PlainConnection open(URI base, String token, Listener listener) {
        var connection = silent(base, listener);
        connection.write(Json.object("{'t': 'hello', 'd': {'token': '%s', 'device': 'acceptance'}}", token).toString());
        return connection;
    }

    @Override
    protected void send(String event, long id, JsonNode data) {
        var frame = Json.object("{'t': '%s', 'id': %d}", event, id);
        frame.set("d", data);
        write(frame.toString());
    }

    @Override
    void frame(String text) {
        var frame = Json.read(text);
        var name = frame.path("t").asString();
        if (name.equals("ack")) {
            acknowledged(frame.path("id").asLong(), frame.path("d"));
        } else {
            received(name, frame.path("d"));
        }
    }
}
