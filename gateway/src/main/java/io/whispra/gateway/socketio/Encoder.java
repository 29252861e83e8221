package io.whispra.gateway.socketio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.whispra.gateway.engineio.Packet;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.socket.Frame;
import io.whispra.gateway.socket.Protocol;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the packets of the server as Engine.IO messages. */
final class Encoder {

    private static final byte[] NOTHING = {};
    private static final byte[] END = utf8("]");

    private final JsonMapper json;

    Encoder(JsonMapper json) {
        this.json = json;
    }

    static Frame connected(String namespace, String sid) {
        return Packet.message(utf8("0" + prefix(namespace)), utf8("{\"sid\":\"" + sid + "\"}"), NOTHING);
    }

    static Frame disconnected(String namespace) {
        return Packet.message(utf8("1" + prefix(namespace)), NOTHING, NOTHING);
    }

    /** CONNECT_ERROR; the data is JSON in UTF-8. */
    Frame refused(String namespace, String message, byte @Nullable [] data) {
        var payload = new Refused(message, data == null ? null : new String(data, StandardCharsets.UTF_8));
        return Packet.message(utf8("4" + prefix(namespace)), json.writeValueAsBytes(payload), NOTHING);
    }

    /** In the main namespace an event is encoded once for all; any other has its own copy. */
    static Frame event(String namespace, Event event) {
        return namespace.equals("/")
                ? event.frame(Protocol.SOCKET_IO, e -> encode("2", e))
                : encode("2" + prefix(namespace), event);
    }

    private static Frame encode(String head, Event event) {
        var name = new String(JsonStringEncoder.getInstance().quoteAsUTF8(event.name()), StandardCharsets.UTF_8);
        var start = utf8(head + "[\"" + name + "\",");
        return event.lossy() ? Packet.lossyMessage(start, event.json(), END) : Packet.message(start, event.json(), END);
    }

    List<Frame> event(String namespace, String name, List<JsonNode> args) {
        var payload = JsonNodeFactory.instance.arrayNode();
        payload.add(name);
        return packet(Header.EVENT, prefix(namespace), payload.addAll(args));
    }

    List<Frame> ack(String namespace, long id, Answer answer) {
        return switch (answer) {
            case Answer.Raw raw -> List.of(
                    Packet.message(utf8(Header.ACK + prefix(namespace) + id + "["), raw.json(), END));
            case Answer.Values values -> packet(Header.ACK, prefix(namespace) + id,
                    JsonNodeFactory.instance.arrayNode().addAll(values.args()));
        };
    }

    /** A packet with what is binary in it taken out and attached. */
    private List<Frame> packet(int type, String rest, ArrayNode payload) {
        var attachments = new ArrayList<byte[]>();
        var text = json.writeValueAsBytes(detach(payload, attachments));
        if (attachments.isEmpty()) {
            return List.of(Packet.message(utf8(type + rest), text, NOTHING));
        }
        var binaryType = type == Header.EVENT ? Header.BINARY_EVENT : Header.BINARY_ACK;
        var frames = new ArrayList<Frame>(attachments.size() + 1);
        frames.add(Packet.message(utf8(binaryType + "" + attachments.size() + "-" + rest), text, NOTHING));
        attachments.forEach(attachment -> frames.add(Packet.message(attachment)));
        return frames;
    }

    private static JsonNode detach(JsonNode node, List<byte[]> attachments) {
        return switch (node) {
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(element -> copy.add(detach(element, attachments)));
                yield copy;
            }
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), detach(field.getValue(), attachments)));
                yield copy;
            }
            case JsonNode binary when binary.isBinary() -> {
                attachments.add(binary.binaryValue());
                yield JsonNodeFactory.instance.objectNode().put("_placeholder", true).put("num",
                        attachments.size() - 1);
            }
            default -> node;
        };
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(String message, @JsonRawValue @Nullable String data) {}

    private static String prefix(String namespace) {
        return namespace.equals("/") ? "" : namespace + ",";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
