package io.whispra.local.balancer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A client and its server: what one sends, the other gets. */
record Passage(SocketChannel client, SocketChannel server) implements AutoCloseable {

    /** For each direction, in bytes; two thousand connections then take 16 MiB. */
    private static final int BUFFER = 4 * 1024;

    /**
     * Returns when both have said their last, or one is gone; both are closed then.
     *
     * @param linger for what the client sends after its server has said its last
     */
    void serve(Duration linger) throws InterruptedException {
        try (this) {
            var requests = Thread.ofVirtual().name("balancer-requests").start(() -> pass(client, server));
            pass(server, client);
            requests.join(linger);
        }
    }

    /** Whoever waits for one of them goes on. */
    @Override
    public void close() {
        close(client);
        close(server);
    }

    /** Until the end, which is passed on as well. */
    private void pass(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException _) {
            // One of them is gone: nobody is left to talk to.
            close();
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It is not used any more.
        }
    }
}
