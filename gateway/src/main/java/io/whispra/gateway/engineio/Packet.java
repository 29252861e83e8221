package io.whispra.gateway.engineio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.whispra.gateway.socket.Frame;

/** The packets of Engine.IO: the first character of a text message is the type; a binary message is one that carries binary. */
public final class Packet {

    static final byte OPEN = '0';
    static final byte CLOSE = '1';
    static final byte PING = '2';
    static final byte PONG = '3';
    static final byte MESSAGE = '4';
    static final byte UPGRADE = '5';
    static final byte NOOP = '6';

    /** One ping for everybody. */
    static final Frame PINGED = Frame.text(new byte[]{PING});

    /** Ends a GET that waits. */
    static final Frame IDLE = Frame.text(new byte[]{NOOP});

    /** The last packet of polling. */
    static final Frame CLOSED = Frame.text(new byte[]{CLOSE});

    /** The answer to {@link #PROBE}. */
    static final Frame PROBED = Frame.text(new byte[]{PONG, 'p', 'r', 'o', 'b', 'e'});

    private static final byte[] PROBE = {PING, 'p', 'r', 'o', 'b', 'e'};
    private static final byte[] OPENED = {OPEN};
    private static final byte[] TEXT = {MESSAGE};

    private Packet() {}

    /** A text message; the bytes are UTF-8. */
    public static Frame message(byte[] head, byte[] body, byte[] tail) {
        return Frame.text(TEXT, head, body, tail);
    }

    /** A text message that may be dropped for a client that reads slowly. */
    public static Frame lossyMessage(byte[] head, byte[] body, byte[] tail) {
        return Frame.lossy(TEXT, head, body, tail);
    }

    /** A binary message. */
    public static Frame message(byte[] binary) {
        return Frame.binary(binary);
    }

    /** Whether a client asks if a WebSocket works. */
    static boolean isProbe(byte[] packet) {
        return Arrays.equals(packet, PROBE);
    }

    /** Whether a client moves on to the WebSocket that worked. */
    static boolean isUpgrade(byte[] packet) {
        return packet.length == 1 && packet[0] == UPGRADE;
    }

    static Frame open(String json) {
        return Frame.text(OPENED, json.getBytes(StandardCharsets.UTF_8));
    }
}
