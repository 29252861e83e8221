package io.whispra.gateway.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the packets of one client. A packet with attachments is complete when the last of them has come. */
final class Decoder {

    static final int MAX_ATTACHMENTS = 10;

    private static final int MAX_NAME = 128;
    private static final Set<String> RESERVED = Set.of("connect", "connect_error", "disconnect", "disconnecting",
            "newListener", "removeListener");

    private final JsonMapper json;
    private @Nullable Header awaiting;
    private @Nullable ArrayNode payload;
    private List<byte[]> attachments = List.of();

    Decoder(JsonMapper json) {
        this.json = json;
    }

    /** The packet, or null while its attachments have not come. */
    @Nullable
    Packet text(byte[] message) {
        if (awaiting != null) {
            throw Malformed.packet("attachments are missing");
        }
        var header = Header.read(message);
        if (header.attachments() > MAX_ATTACHMENTS) {
            throw Malformed.packet("more than " + MAX_ATTACHMENTS + " attachments");
        }
        var body = header.length() == message.length ? null : read(message, header.length());
        if (header.attachments() == 0) {
            return packet(header, body);
        }
        awaiting = header;
        payload = array(body);
        attachments = new ArrayList<>(header.attachments());
        return null;
    }

    /** The packet that this attachment completes, else null. */
    @Nullable
    Packet binary(byte[] attachment) {
        var header = awaiting;
        var body = payload;
        if (header == null || body == null) {
            throw Malformed.packet("an attachment of nothing");
        }
        attachments.add(attachment);
        if (attachments.size() < header.attachments()) {
            return null;
        }
        var received = attachments;
        awaiting = null;
        payload = null;
        attachments = List.of();
        return packet(header, restore(body, received));
    }

    /** Whether attachments have still to come. */
    boolean isAwaiting() {
        return awaiting != null;
    }

    private JsonNode read(byte[] message, int from) {
        try {
            return json.readTree(message, from, message.length - from);
        } catch (JacksonException e) {
            throw Malformed.packet("the payload is not JSON");
        }
    }

    private static Packet packet(Header header, @Nullable JsonNode body) {
        return switch (header.type()) {
            case Header.CONNECT -> new Packet.Connect(header.namespace(), auth(body));
            case Header.DISCONNECT -> {
                if (body != null) {
                    throw Malformed.packet("a disconnect has no payload");
                }
                yield new Packet.Disconnect(header.namespace());
            }
            case Header.EVENT, Header.BINARY_EVENT -> event(header, array(body));
            case Header.ACK, Header.BINARY_ACK -> ack(header, array(body));
            default -> throw Malformed.packet("a type that only servers send");
        };
    }

    private static ObjectNode auth(@Nullable JsonNode body) {
        if (body == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw Malformed.packet("the payload of a connect is an object");
    }

    private static Packet event(Header header, ArrayNode body) {
        var name = body.get(0);
        if (name == null || !name.isString() || name.stringValue().length() > MAX_NAME) {
            throw Malformed.packet("an event begins with its name, at most " + MAX_NAME + " characters");
        }
        if (RESERVED.contains(name.stringValue())) {
            throw Malformed.packet("this event name is reserved");
        }
        return new Packet.Event(header.namespace(), header.id(), name.stringValue(), elements(body, 1));
    }

    private static Packet ack(Header header, ArrayNode body) {
        var id = header.id();
        if (id == null) {
            throw Malformed.packet("an acknowledgement has an id");
        }
        return new Packet.Ack(header.namespace(), id, elements(body, 0));
    }

    private static List<JsonNode> elements(ArrayNode array, int from) {
        var elements = new ArrayList<JsonNode>(array.size());
        for (var i = from; i < array.size(); i++) {
            elements.add(array.get(i));
        }
        return elements;
    }

    private static ArrayNode array(@Nullable JsonNode body) {
        if (body instanceof ArrayNode array) {
            return array;
        }
        throw Malformed.packet("the payload is an array");
    }

    private static JsonNode restore(JsonNode node, List<byte[]> attachments) {
        if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                array.set(i, restore(array.get(i), attachments));
            }
        } else if (node instanceof ObjectNode object) {
            var placeholder = object.get("_placeholder");
            if (placeholder != null && placeholder.isBoolean() && placeholder.booleanValue()) {
                return BinaryNode.valueOf(attachments.get(index(object, attachments.size())));
            }
            for (var field : object.properties()) {
                field.setValue(restore(field.getValue(), attachments));
            }
        }
        return node;
    }

    private static int index(ObjectNode placeholder, int count) {
        var num = placeholder.get("num");
        if (num == null || !num.isInt() || num.intValue() < 0 || num.intValue() >= count) {
            throw Malformed.packet("a placeholder of no attachment");
        }
        return num.intValue();
    }
}
