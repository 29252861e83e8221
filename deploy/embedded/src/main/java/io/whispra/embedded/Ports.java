package io.whispra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Two loopback ports, chosen while both are held, so that they differ and nobody listens on them at this moment.
 *
 * @param first not 0
 * @param second not 0
 */
record Ports(int first, int second) {
    static final String LOOPBACK = "127.0.0.1";

    /**
     * The ports that were asked for, 0 for any.
     *
     * @throws IllegalStateException if one is taken
     */
    static Ports claim(int first, int second) {
        try (var one = listen(first); var other = listen(second)) {
            return new Ports(one.getLocalPort(), other.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot choose ports", e);
        }
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.ofLiteral(LOOPBACK));
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on " + LOOPBACK + ":" + port, e);
        }
    }
}
