package io.whispra.gateway.engineio;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.CharsetUtil;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Frame;

/** The packets of one polling request: separated by U+001E, binary ones as `b` and base64. Reads one packet after the other. */
final class Payload {

    private static final byte SEPARATOR = 0x1E;
    private static final byte BINARY = 'b';

    private final byte[] body;
    private int at;

    Payload(byte[] body) {
        if (!ByteBufUtil.isText(Unpooled.wrappedBuffer(body), CharsetUtil.UTF_8)) {
            throw new Refusal(ProblemType.MALFORMED, "A payload must be UTF-8.");
        }
        this.body = body;
    }

    /** A packet of the client: text, or the content of a binary message. */
    static final class Packet {

        private final boolean text;
        private final byte[] content;

        private Packet(boolean text, byte[] content) {
            this.text = text;
            this.content = content;
        }

        boolean isText() {
            return text;
        }

        byte[] content() {
            return content;
        }
    }

    boolean hasNext() {
        return at <= body.length;
    }

    Packet next() {
        var end = at;
        while (end < body.length && body[end] != SEPARATOR) {
            end++;
        }
        var packet = Arrays.copyOfRange(body, at, end);
        at = end + 1;
        return packet.length > 0 && packet[0] == BINARY
                ? new Packet(false, decoded(packet))
                : new Packet(true, packet);
    }

    private static byte[] decoded(byte[] packet) {
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(packet, 1, packet.length));
        } catch (IllegalArgumentException e) {
            throw new Refusal(ProblemType.MALFORMED, "A binary packet must be base64.");
        }
    }

    /** What the frames say, as one payload. */
    static byte[] of(List<Frame> packets) {
        var size = packets.stream().mapToInt(Frame::size).sum();
        var payload = new ByteArrayOutputStream(size + packets.size());
        for (var packet : packets) {
            if (payload.size() > 0) {
                payload.write(SEPARATOR);
            }
            if (packet.isBinary()) {
                payload.write(BINARY);
                payload.writeBytes(Base64.getEncoder().encode(packet.payload()));
            } else {
                payload.writeBytes(packet.payload());
            }
        }
        return payload.toByteArray();
    }
}
