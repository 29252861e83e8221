package io.whispra.gateway.socketio;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What stands before the JSON of a packet: `type[attachments-][namespace,][id]`.
 *
 * @param type        the first digit
 * @param attachments how many binary messages follow
 * @param namespace   `/` if none is named
 * @param id          of the acknowledgement, at most 15 digits
 * @param length      bytes up to the JSON
 */
record Header(int type, int attachments, String namespace, @Nullable Long id, int length) {

    static final int CONNECT = 0;
    static final int DISCONNECT = 1;
    static final int EVENT = 2;
    static final int ACK = 3;
    static final int BINARY_EVENT = 5;
    static final int BINARY_ACK = 6;

    private static final int MAX_ATTACHMENT_DIGITS = 2;
    private static final int MAX_ID_DIGITS = 15;
    private static final int MAX_NAMESPACE = 128;

    boolean isBinary() {
        return type == BINARY_EVENT || type == BINARY_ACK;
    }

    static Header read(byte[] packet) {
        var at = 1;
        var type = packet.length == 0 ? -1 : packet[0] - '0';
        if (type < CONNECT || type > BINARY_ACK) {
            throw Malformed.packet("unknown type");
        }
        var attachments = 0;
        if (type == BINARY_EVENT || type == BINARY_ACK) {
            var end = digits(packet, at, MAX_ATTACHMENT_DIGITS);
            if (end == at || end == packet.length || packet[end] != '-') {
                throw Malformed.packet("the number of attachments is missing or too high");
            }
            attachments = (int) number(packet, at, end);
            at = end + 1;
        }
        var namespace = "/";
        if (at < packet.length && packet[at] == '/') {
            var end = endOfNamespace(packet, at);
            namespace = new String(packet, at, end - at, StandardCharsets.UTF_8);
            at = Math.min(end + 1, packet.length);
        }
        var end = digits(packet, at, MAX_ID_DIGITS);
        return new Header(type, attachments, namespace, end == at ? null : number(packet, at, end), end);
    }

    private static int endOfNamespace(byte[] packet, int start) {
        for (var at = start; at < packet.length; at++) {
            if (packet[at] == ',') {
                return at;
            }
            if (at - start > MAX_NAMESPACE) {
                throw Malformed.packet("the namespace is too long");
            }
        }
        return packet.length;
    }

    private static int digits(byte[] packet, int start, int most) {
        var at = start;
        while (at < packet.length && packet[at] >= '0' && packet[at] <= '9') {
            if (++at - start > most) {
                throw Malformed.packet("a number is too long");
            }
        }
        return at;
    }

    private static long number(byte[] packet, int start, int end) {
        return Long.parseLong(new String(packet, start, end - start, StandardCharsets.US_ASCII));
    }
}
