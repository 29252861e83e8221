package io.whispra.gateway.socket;

import java.util.Arrays;

import io.netty.buffer.ByteBuf;

/**
 * One message as it travels over a WebSocket (RFC 6455, section 5.2). What a server sends is not masked, so the same bytes serve
 * everybody: a frame is encoded once and shared. Immutable; left to the garbage collector.
 */
public final class Frame {

    /** A ping of the WebSocket protocol, which every client answers by itself. */
    public static final Frame PING = new Frame(new byte[]{(byte) 0x89, 0}, 2, false);

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;

    private final byte[] wire;
    private final int header;
    private final boolean lossy;

    private Frame(byte[] wire, int header, boolean lossy) {
        this.wire = wire;
        this.header = header;
        this.lossy = lossy;
    }

    /** A text message: the parts, one after the other. They are UTF-8 and copied. */
    public static Frame text(byte[]... parts) {
        return of(TEXT, false, parts);
    }

    /** A text message that may be dropped for a client that reads slowly. */
    public static Frame lossy(byte[]... parts) {
        return of(TEXT, true, parts);
    }

    /** A binary message. */
    public static Frame binary(byte[] payload) {
        return of(BINARY, false, payload);
    }

    /** The frame that closes. */
    static Frame close(int code) {
        return of(CLOSE, false, new byte[]{(byte) (code >> 8), (byte) code});
    }

    private static Frame of(int opcode, boolean lossy, byte[]... parts) {
        var length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var header = length < 126 ? 2 : length <= 0xFFFF ? 4 : 10;
        var wire = new byte[header + length];
        wire[0] = (byte) opcode;
        writeLength(wire, header, length);
        var at = header;
        for (var part : parts) {
            System.arraycopy(part, 0, wire, at, part.length);
            at += part.length;
        }
        return new Frame(wire, header, lossy);
    }

    private static void writeLength(byte[] wire, int header, int length) {
        if (header == 2) {
            wire[1] = (byte) length;
            return;
        }
        wire[1] = (byte) (header == 4 ? 126 : 127);
        for (var i = header - 1; i >= 2; i--) {
            wire[i] = (byte) length;
            length >>>= 8;
        }
    }

    /** What the message says, without the framing of WebSockets. */
    public byte[] payload() {
        return Arrays.copyOfRange(wire, header, wire.length);
    }

    /** Whether the message is binary. */
    public boolean isBinary() {
        return (wire[0] & 0xFF) == BINARY;
    }

    /** Bytes on the wire. */
    public int size() {
        return wire.length;
    }

    boolean lossy() {
        return lossy;
    }

    void writeTo(ByteBuf target) {
        target.writeBytes(wire);
    }
}
