package io.whispra.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.whispra.gateway.SocketClient.Wire;
import io.whispra.gateway.socket.RawClient;
import org.jspecify.annotations.Nullable;

/** Many sockets that one thread reads, so cheaply that it is the server that is measured. Frames are counted, and looked into for some. */
final class Crowd implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    private final List<One> all = new ArrayList<>();
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Thread thread = Thread.ofPlatform().name("crowd").unstarted(this::run);

    Crowd() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects one more, and waits until the server is ready for it. Frames go to the look, if there is one. */
    One join(int port, String token, Wire wire, @Nullable Consumer<String> look, int receiveBuffer) throws IOException {
        var channel = SocketChannel.open();
        if (receiveBuffer > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var one = new One(channel);
        one.upgrade(port, token, wire);
        one.look = look;
        all.add(one);
        return one;
    }

    /** From now on all are read. */
    void start() throws IOException {
        for (var one : all) {
            one.channel.configureBlocking(false);
            one.key = one.channel.register(selector, SelectionKey.OP_READ, one);
        }
        thread.start();
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        selector.close();
        for (var one : all) {
            one.channel.close();
        }
    }

    private void run() {
        try {
            while (selector.isOpen() && !Thread.currentThread().isInterrupted()) {
                selector.select(key -> ((One) key.attachment()).read(key, buffer));
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException _) {
            // The test is over.
        }
    }

    /** One socket. */
    static final class One {

        private final SocketChannel channel;
        private final ByteBuffer header = ByteBuffer.allocate(4);
        private @Nullable Consumer<String> look;
        private ByteBuffer payload = ByteBuffer.allocate(0);
        private SelectionKey key;
        private int left;
        private volatile long frames;
        private volatile boolean ended;

        @SuppressWarnings("NullAway") // registered when all have joined
        One(SocketChannel channel) {
            this.channel = channel;
        }

        long frames() {
            return frames;
        }

        boolean hasEnded() {
            return ended;
        }

        /** Stops reading, or goes on. */
        void stall(boolean stalls) {
            key.interestOps(stalls ? 0 : SelectionKey.OP_READ);
            key.selector().wakeup();
        }

        private void upgrade(int port, String token, Wire wire) throws IOException {
            var path = wire == Wire.PLAIN ? "/api/v1/ws" : "/socket.io/?EIO=4&transport=websocket";
            write(("GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", RawClient.upgrade(port)) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            await("\r\n\r\n");
            write(RawClient.encode(RawClient.TEXT, (wire == Wire.PLAIN
                    ? "{\"t\":\"hello\",\"d\":{\"token\":\"" + token + "\"}}"
                    : "40{\"token\":\"" + token + "\"}").getBytes(StandardCharsets.US_ASCII)));
            await("serverTime");
        }

        private void write(byte[] bytes) throws IOException {
            for (var left = ByteBuffer.wrap(bytes); left.hasRemaining();) {
                channel.write(left);
            }
        }

        /** Reads until this came; nothing more comes until something is sent. */
        private void await(String text) throws IOException {
            var part = ByteBuffer.allocate(8192);
            for (var got = ""; !got.contains(text);) {
                if (channel.read(part.clear()) < 0) {
                    throw new IOException("closed after " + got);
                }
                got += StandardCharsets.ISO_8859_1.decode(part.flip());
            }
        }

        private void read(SelectionKey ready, ByteBuffer buffer) {
            try {
                if (channel.read(buffer.clear()) < 0) {
                    ended = true;
                    ready.cancel();
                    return;
                }
            } catch (IOException _) {
                ended = true;
                ready.cancel();
                return;
            }
            for (buffer.flip(); buffer.hasRemaining();) {
                take(buffer);
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, any may read
        private void take(ByteBuffer buffer) {
            if (left == 0 && !isHeaderComplete(buffer)) {
                return;
            }
            var count = Math.min(left, buffer.remaining());
            payload.put(buffer.slice(buffer.position(), count));
            buffer.position(buffer.position() + count);
            left -= count;
            if (left == 0) {
                frames++;
                if (look != null) {
                    look.accept(StandardCharsets.UTF_8.decode(payload.flip()).toString());
                }
                header.clear();
            }
        }

        private boolean isHeaderComplete(ByteBuffer buffer) {
            while (buffer.hasRemaining() && !isWhole()) {
                header.put(buffer.get());
            }
            if (!isWhole()) {
                return false;
            }
            var length = header.get(1) & 0x7F;
            left = length < 126 ? length : header.getShort(2) & 0xFFFF;
            payload = payload.capacity() < left ? ByteBuffer.allocate(left) : payload.clear();
            return true;
        }

        private boolean isWhole() {
            return header.position() >= 2 && (header.position() == 4 || (header.get(1) & 0x7F) < 126);
        }
    }
}
