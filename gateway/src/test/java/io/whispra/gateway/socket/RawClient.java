package io.whispra.gateway.socket;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A WebSocket client that sends whatever the test wants and reads only when it is told to. */
public final class RawClient implements AutoCloseable {

    public static final int TEXT = 0x81;
    public static final int BINARY = 0x82;
    public static final int CLOSE = 0x88;
    public static final int PING = 0x89;
    public static final int PONG = 0x8A;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MASKED = 0x80;

    private final Socket socket;
    private final DataInputStream in;
    private final List<String> head = new ArrayList<>();

    /** A frame of the server: the first byte, and the payload. */
    public static final class Received {
        private final int first;
        private final byte[] payload;

        Received(int first, byte[] payload) {
            this.first = first;
            this.payload = payload;
        }

        public int first() {
            return first;
        }

        public byte[] payload() {
            return payload;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int closeCode() {
            return first == CLOSE ? ByteBuffer.wrap(payload).getShort() & 0xFFFF : -1;
        }
    }

    private RawClient(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Opens a WebSocket. */
    public static RawClient open(int port, String path) throws IOException {
        var client = new RawClient(port, 0);
        client.request(path, upgrade(port));
        client.expect101();
        return client;
    }

    /** Opens a WebSocket whose receive buffer is small. */
    public static RawClient small(int port, String path) throws IOException {
        var client = new RawClient(port, 4096);
        client.request(path, upgrade(port));
        client.expect101();
        return client;
    }

    /** Opens a connection and sends nothing. */
    public static RawClient plain(int port) throws IOException {
        return new RawClient(port, 0);
    }

    /** The status of a handshake with these header lines. */
    public static int handshake(int port, String path, List<String> headers) throws IOException {
        try (var client = new RawClient(port, 0)) {
            client.request(path, headers);
            return client.status();
        }
    }

    /** The header lines of a correct handshake. */
    public static List<String> upgrade(int port) {
        return List.of("Host: 127.0.0.1:" + port, "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    private void request(String path, List<String> headers) throws IOException {
        var request = "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        write(request.getBytes(StandardCharsets.US_ASCII));
        for (var line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
        }
    }

    private void expect101() throws IOException {
        if (status() != 101) {
            throw new IOException("refused: " + head);
        }
    }

    private int status() {
        return Integer.parseInt(head.getFirst(), "HTTP/1.1 ".length(), "HTTP/1.1 101".length(), 10);
    }

    public List<String> head() {
        return head;
    }

    /** The next line of an answer. */
    public String line() throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed after " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** All that comes until the server closes. */
    public String all() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }

    public RawClient text(String payload) throws IOException {
        return frame(TEXT, payload.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient frame(int first, byte[] payload) throws IOException {
        return write(encode(first, payload));
    }

    /** A masked frame, the mask being zero. */
    public static byte[] encode(int first, byte[] payload) {
        var length = payload.length;
        var frame = ByteBuffer.allocate(length + 14).put((byte) first);
        if (length < 126) {
            frame.put((byte) (MASKED | length));
        } else if (length <= 0xFFFF) {
            frame.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(length);
        }
        frame.putInt(0).put(payload).flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    public RawClient write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next frame, pings of the transport included. */
    public Received next() throws IOException {
        var first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return new Received(first, in.readNBytes((int) length));
    }

    /** The text of the next text frame. */
    public String nextText() throws IOException {
        return await(frame -> frame.first() == TEXT).text();
    }

    /** The next frame that is asked for; others are dropped. */
    public Received await(Predicate<Received> wanted) throws IOException {
        for (var frame = next();; frame = next()) {
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    /** The code with which the server closes; -1 if it cuts the connection without a word. */
    public int closeCode() throws IOException {
        try {
            return await(frame -> frame.first() == CLOSE).closeCode();
        } catch (EOFException | java.net.SocketException _) {
            return -1;
        }
    }

    /** Whether the server closes the connection, now that it has said what it had to say. */
    public boolean isCut() throws IOException {
        try {
            while (in.read() >= 0) {
                // what the server still says is not of interest
            }
            return true;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (java.net.SocketException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
