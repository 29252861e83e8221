package io.whispra.gateway.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.whispra.gateway.socket.Bye;
import io.whispra.gateway.socket.Client;
import io.whispra.gateway.socket.Event;

/** A client in memory that keeps what it is sent. */
public final class RecordingClient implements Client {

    private final String id = UUID.randomUUID().toString();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Bye> byes = new CopyOnWriteArrayList<>();

    @Override
    public String id() {
        return id;
    }

    @Override
    public void emit(Event event) {
        events.add(event);
    }

    @Override
    public void close(Bye bye) {
        byes.add(bye);
    }

    public List<Event> events() {
        return events;
    }

    public List<Bye> byes() {
        return byes;
    }

    /** Names and JSON, one line an event. */
    public List<String> lines() {
        return events.stream().map(event -> event.name() + " " + text(event)).toList();
    }

    /** The data of the events with this name. */
    public List<String> data(String name) {
        return events.stream().filter(event -> event.name().equals(name)).map(RecordingClient::text).toList();
    }

    private static String text(Event event) {
        return new String(event.json(), StandardCharsets.UTF_8);
    }
}
