package io.whispra.gateway.plain;

import java.nio.charset.StandardCharsets;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.socket.Frame;
import io.whispra.gateway.socket.Protocol;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The frames of the plain protocol: `{"t": name, "id": n, "d": {...}}`. */
final class PlainCodec {

    static final String HELLO = "hello";
    static final String ACK = "ack";
    static final String BYE = "bye";

    private static final int MAX_NAME = 128;
    private static final long MAX_ID = 9_007_199_254_740_991L;
    private static final byte[] HEAD = ascii("{\"t\":\"");
    private static final byte[] DATA = ascii("\",\"d\":");
    private static final byte[] ACK_HEAD = ascii("{\"t\":\"ack\",\"id\":");
    private static final byte[] ACK_DATA = ascii(",\"d\":");
    private static final byte[] END = ascii("}");

    private PlainCodec() {}

    /**
     * A frame of the client.
     *
     * @param name what it is, 1 to 128 characters
     * @param id   a number from 0 to 2^53 - 1 if the client wants an acknowledgement
     * @param data the payload; null in JSON if there is none
     */
    record Message(String name, @Nullable Long id, JsonNode data) {}

    static Message decode(JsonMapper json, byte[] payload) {
        var frame = read(json, payload);
        var name = frame.get("t");
        if (!frame.isObject() || name == null || !name.isString()) {
            throw malformed("A frame is an object whose t is a string.");
        }
        if (name.stringValue().isEmpty() || name.stringValue().length() > MAX_NAME) {
            throw malformed("t has 1 to " + MAX_NAME + " characters.");
        }
        var data = frame.get("d");
        return new Message(name.stringValue(), id(frame.get("id")),
                data == null ? JsonNodeFactory.instance.nullNode() : data);
    }

    private static JsonNode read(JsonMapper json, byte[] payload) {
        try {
            return json.readTree(payload);
        } catch (JacksonException e) {
            throw malformed("A frame is JSON.");
        }
    }

    private static @Nullable Long id(@Nullable JsonNode id) {
        if (id == null) {
            return null;
        }
        if (!id.isIntegralNumber() || !id.canConvertToLong() || id.longValue() < 0 || id.longValue() > MAX_ID) {
            throw malformed("id is a number from 0 to 2^53 - 1.");
        }
        return id.longValue();
    }

    static Frame event(Event event) {
        return event.frame(Protocol.PLAIN, PlainCodec::encode);
    }

    private static Frame encode(Event event) {
        var name = JsonStringEncoder.getInstance().quoteAsUTF8(event.name());
        return event.lossy()
                ? Frame.lossy(HEAD, name, DATA, event.json(), END)
                : Frame.text(HEAD, name, DATA, event.json(), END);
    }

    static Frame ack(long id, byte[] data) {
        return Frame.text(ACK_HEAD, ascii(Long.toString(id)), ACK_DATA, data, END);
    }

    private static Refusal malformed(String detail) {
        return new Refusal(ProblemType.MALFORMED, detail);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
