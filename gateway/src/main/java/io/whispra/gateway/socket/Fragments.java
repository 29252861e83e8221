package io.whispra.gateway.socket;

import java.io.ByteArrayOutputStream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.CharsetUtil;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Puts messages together that clients cut into frames (RFC 6455, section 5.4), within bounds. Copies: no buffer leaves here. */
final class Fragments {

    private final int maxBytes;
    private final int maxFragments;
    private @Nullable ByteArrayOutputStream message;
    private boolean text;
    private int count;

    /** A whole message of a client. */
    static final class Message {
        private final boolean text;
        private final byte[] payload;

        Message(boolean text, byte[] payload) {
            this.text = text;
            this.payload = payload;
        }

        boolean isText() {
            return text;
        }

        byte[] payload() {
            return payload;
        }
    }

    Fragments(SocketProperties.Inbound bounds) {
        maxBytes = (int) bounds.maxFrame().toBytes();
        maxFragments = bounds.maxFragments();
    }

    /** The message that this frame completes, else null. The order of frames has been checked by the decoder. */
    @Nullable
    Message add(WebSocketFrame frame) {
        var started = message;
        if (started == null && frame.isFinalFragment()) {
            return message(frame instanceof TextWebSocketFrame, ByteBufUtil.getBytes(frame.content()));
        }
        if (started == null) {
            started = new ByteArrayOutputStream();
            message = started;
            text = frame instanceof TextWebSocketFrame;
            count = 0;
        }
        append(started, frame.content());
        if (!frame.isFinalFragment()) {
            return null;
        }
        message = null;
        return message(text, started.toByteArray());
    }

    private void append(ByteArrayOutputStream started, ByteBuf content) {
        if (started.size() + content.readableBytes() > maxBytes) {
            throw new Refusal(ProblemType.TOO_LARGE, "A message must not exceed " + maxBytes + " bytes.");
        }
        if (++count > maxFragments) {
            throw new Refusal(ProblemType.MALFORMED,
                    "A message must not have more than " + maxFragments + " fragments.");
        }
        started.writeBytes(ByteBufUtil.getBytes(content));
    }

    private static Message message(boolean text, byte[] payload) {
        if (text && !ByteBufUtil.isText(Unpooled.wrappedBuffer(payload), CharsetUtil.UTF_8)) {
            throw new Refusal(ProblemType.MALFORMED, "A text message must be UTF-8.");
        }
        return new Message(text, payload);
    }
}
