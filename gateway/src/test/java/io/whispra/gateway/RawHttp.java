package io.whispra.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would send, and reads what comes until the connection closes. */
public final class RawHttp {

    private static final int TIMEOUT_MS = 5_000;

    private RawHttp() {}

    /** The whole answer to a request line and headers, which are ended here and ask for a close. */
    public static String send(int port, String head) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write((head + "\r\nHost: whispra.test\r\nConnection: close\r\n\r\n").getBytes(
                    StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
