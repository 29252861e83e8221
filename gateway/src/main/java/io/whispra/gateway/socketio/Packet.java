package io.whispra.gateway.socketio;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client may send. Binary attachments are in their places, as binary nodes. */
sealed interface Packet {

    String namespace();

    record Connect(String namespace, ObjectNode auth) implements Packet {}

    record Disconnect(String namespace) implements Packet {}

    record Event(String namespace, @Nullable Long id, String name, List<JsonNode> args) implements Packet {}

    record Ack(String namespace, long id, List<JsonNode> args) implements Packet {}
}
