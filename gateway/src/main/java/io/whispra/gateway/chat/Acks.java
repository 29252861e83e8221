package io.whispra.gateway.chat;

import java.nio.charset.StandardCharsets;

/** Acknowledgements, around JSON that is passed through as it came. */
final class Acks {

    private static final byte[] OK = "{\"ok\":true,\"data\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] REFUSED = "{\"ok\":false,\"error\":".getBytes(StandardCharsets.UTF_8);

    private Acks() {}

    static byte[] ok(byte[] data) {
        return wrapped(OK, data);
    }

    static byte[] refused(byte[] problem) {
        return wrapped(REFUSED, problem);
    }

    private static byte[] wrapped(byte[] head, byte[] body) {
        var ack = new byte[head.length + body.length + 1];
        System.arraycopy(head, 0, ack, 0, head.length);
        System.arraycopy(body, 0, ack, head.length, body.length);
        ack[ack.length - 1] = '}';
        return ack;
    }
}
