package io.whispra.local.demo;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.whispra.local.problem.Problem;
import tools.jackson.databind.JsonNode;

/** A plain WebSocket to the gateway, as one person uses it. */
final class Socket implements AutoCloseable {

    private final WebSocket connection;
    private final Inbox inbox;
    private final AtomicInteger requests = new AtomicInteger();

    private Socket(WebSocket connection, Inbox inbox) {
        this.connection = connection;
        this.inbox = inbox;
    }

    /** Connects, says who it is, and waits to be let in. */
    static Socket open(String owner, Api api) {
        var address = URI.create(api.base().resolve("/api/v1/ws").toString().replaceFirst("^http", "ws"));
        var inbox = new Inbox(owner);
        var socket = new Socket(connect(owner, api, address, inbox), inbox);
        socket.write(Map.of("t", "hello", "d", Map.of("token", api.token(), "device", "demo")));
        inbox.await("ready", frame -> frame.name().equals("ready"));
        return socket;
    }

    /** Sends a request; the data of its acknowledgement. */
    JsonNode ask(String name, Map<String, ?> data) {
        var id = requests.incrementAndGet();
        write(Map.of("t", name, "id", id, "d", data));
        var answer = inbox.await("acknowledgement of " + name, f -> f.name().equals("ack") && f.id() == id).data();
        if (!answer.path("ok").asBoolean(false)) {
            var error = answer.path("error");
            throw Problem.failed(name + " was refused: " + error.path("code").asString() + ", "
                    + error.path("detail").asString());
        }
        return answer.path("data");
    }

    void awaitRoom(String roomId) {
        inbox.await("room.added",
                frame -> frame.name().equals("room.added") && frame.data().toString().contains(roomId));
    }

    Frame awaitEvent(String roomId, long seq) {
        return inbox.await("room.event " + seq, frame -> frame.isEvent(roomId, seq));
    }

    /** Every event of a room that came in, in the order in which it came. */
    List<Frame> events(String roomId) {
        return inbox.all(frame -> frame.name().equals("room.event")
                && frame.data().path("roomId").asString().equals(roomId));
    }

    @Override
    public void close() {
        connection.abort();
    }

    private static WebSocket connect(String owner, Api api, URI address, Inbox inbox) {
        try {
            return api.client().newWebSocketBuilder().connectTimeout(Api.TIMEOUT).buildAsync(address, inbox).join();
        } catch (CompletionException e) {
            throw Problem.failed(owner + " cannot open a socket at " + address, e);
        }
    }

    private void write(Map<String, ?> frame) {
        try {
            connection.sendText(Api.JSON.writeValueAsString(frame), true).join();
        } catch (CompletionException e) {
            throw Problem.failed("the socket does not take what is sent", e);
        }
    }
}
