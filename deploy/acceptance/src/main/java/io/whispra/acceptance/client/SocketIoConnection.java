package io.whispra.acceptance.client;

import java.net.URI;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/** Socket.IO 5 on Engine.IO 4, over WebSocket alone and without binary: no more of it than Whispra's own events need. */
public final class SocketIoConnection extends WebSocketConnection {

    /** An Engine.IO message with a Socket.IO event or acknowledgement in it, and its id. */
    private static final Pattern PACKET = Pattern.compile("4([23])(\\d*)(\\[.*)", Pattern.DOTALL);

    private final String token;

    private SocketIoConnection(URI base, String token, Listener listener) {
        super(base, "/socket.io/?EIO=4&transport=websocket", listener);
        this.token = token;
    }

    /** Connects to the namespace `/`. */
    public static SocketIoConnection open(URI base, String token, Listener listener) {
        var connection = new SocketIoConnection(base, token, listener);
        connection.begin();
        return connection;
    }

    @Override
    protected void send(String event, long id, JsonNode data) {
        write("42" + id + "[\"" + event + "\"," + data + "]");
    }

    @Override
    void frame(String text) {
        if (text.startsWith("0")) {
            write("40" + Json.object("{'token': '%s'}", token));
        } else if (text.equals("2")) {
            write("3");
        } else if (text.startsWith("44")) {
            received("connect_error", Json.read(text.substring(2)).path("data"));
            close();
        } else if (text.startsWith("41")) {
            close();
        } else {
            packet(text);
        }
    }

    private void packet(String text) {
        var packet = PACKET.matcher(text);
        if (!packet.matches()) {
            return;
        }
        var content = Json.read(packet.group(3));
        if (packet.group(1).equals("3")) {
            acknowledged(Long.parseLong(packet.group(2), 10), content.path(0));
        } else {
            received(content.path(0).asString(), content.path(1));
        }
    }
}
