package io.whispra.acceptance;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.whispra.acceptance.client.Connection;
import tools.jackson.databind.JsonNode;

/** One connected device. What it receives is kept in the order of arrival. */
final class ChatClient implements AutoCloseable {

    /** One thing that the server sent, or that happened to the connection (`connect`, `connect_error`, `disconnect`). */
    record Received(String event, JsonNode data) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Consumer<Received>> listeners = new CopyOnWriteArrayList<>();
    private final Connection connection;

    ChatClient(Function<Connection.Listener, Connection> opening) {
        this.connection = opening.apply(this::receive);
    }

    /** Sends an event and answers with its acknowledgement, `{ok, data | error}`. */
    CompletableFuture<JsonNode> request(String event, JsonNode data) {
        return connection.request(event, data);
    }

    @Override
    public void close() {
        connection.close();
    }

    void onReceived(Consumer<Received> listener) {
        listeners.add(listener);
    }

    List<Received> received() {
        return received;
    }

    Stream<JsonNode> received(String event) {
        return received.stream().filter(r -> r.event().equals(event)).map(Received::data);
    }

    /** Waits for the first event of this name. */
    JsonNode await(String event) {
        return Waiting.until("event " + event, () -> received(event).findFirst().orElse(null));
    }

    private void receive(String event, JsonNode data) {
        var what = new Received(event, data);
        received.add(what);
        listeners.forEach(l -> l.accept(what));
    }
}
