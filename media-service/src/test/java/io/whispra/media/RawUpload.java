package io.whispra.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An upload of which the test decides when each byte is sent, and whether the last one ever is. */
final class RawUpload implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int SEND_BUFFER = 64 * 1024;

    private final Socket socket;
    private final OutputStream out;

    /** Announces a file of the given length and sends the headers of its part, as a type that nothing contradicts. */
    RawUpload(int port, String token, int length) {
        var start = Multipart.start("name=\"file\"; filename=\"x.bin\"", "");
        try {
            socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setSendBufferSize(SEND_BUFFER);
            out = socket.getOutputStream();
            send(("POST /api/v1/attachments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: " + Multipart.CONTENT_TYPE + "\r\nContent-Length: "
                    + (start.length + length + Multipart.END.length) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            send(start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawUpload send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the answer's first line. */
    String status() {
        try {
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return line == null ? "cut off" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the connection without a word. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    /** Cuts the connection. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
