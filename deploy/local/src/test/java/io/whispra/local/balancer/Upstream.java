package io.whispra.local.balancer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server that says its name, then says again what it hears, until its client has said its last. */
final class Upstream implements AutoCloseable {

    private static final int BUFFER = 1024;

    private final ServerSocket server = new ServerSocket();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final String name;

    Upstream(String name, int port) throws IOException {
        this.name = name;
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
        Thread.ofVirtual().start(this::accept);
    }

    Upstream(String name) throws IOException {
        this(name, 0);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The clients that it has at this moment. */
    int clients() {
        return clients.size();
    }

    /** As a process that is killed: its clients are cut off. */
    @Override
    public void close() throws IOException {
        server.close();
        for (var client : clients) {
            client.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // Closed, which ends the loop.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
            var buffer = new byte[BUFFER];
            for (var n = client.getInputStream().read(buffer); n >= 0; n = client.getInputStream().read(buffer)) {
                client.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException _) {
            // The client is gone.
        } finally {
            clients.remove(client);
        }
    }
}
