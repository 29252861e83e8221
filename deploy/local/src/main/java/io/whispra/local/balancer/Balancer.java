package io.whispra.local.balancer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Passes connections on to servers in turn, byte by byte, whatever they speak. A server that does not accept is passed over; if
 * none does, or there are too many connections, the client's is closed. A connection ends with its server.
 */
public final class Balancer implements AutoCloseable {

    private static final int BACKLOG = 1024;
    /** After a failure to accept, as without file descriptors, so that it does not spin. */
    private static final Duration BREATH = Duration.ofMillis(50);

    private final ServerSocketChannel door;
    private final Servers servers;
    private final Limits limits;
    private final Semaphore free;
    private final Set<Passage> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Balancer(ServerSocketChannel door, Servers servers, Limits limits) {
        this.door = door;
        this.servers = servers;
        this.limits = limits;
        this.free = new Semaphore(limits.connections());
    }

    /**
     * Listens on loopback.
     *
     * @param port    0 for any
     * @param servers their ports on loopback, at least one
     * @throws IOException if the port is taken
     */
    public static Balancer start(int port, List<Integer> servers, Limits limits) throws IOException {
        var door = ServerSocketChannel.open();
        try {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            door.close();
            throw e;
        }
        var balancer = new Balancer(door, new Servers(servers, limits, InstantSource.system()), limits);
        balancer.threads.execute(balancer::accept);
        return balancer;
    }

    /** Where it listens. */
    public int port() {
        return door.socket().getLocalPort();
    }

    /** How many connections are passed on at this moment. */
    int connections() {
        return limits.connections() - free.availablePermits();
    }

    /** Closes every connection; returns when nothing of it runs any more. */
    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(Passage::close);
        threads.close();
    }

    private void accept() {
        while (door.isOpen()) {
            try {
                admit(prompt(door.accept()));
            } catch (IOException _) {
                pause();
            }
        }
    }

    private void admit(SocketChannel client) throws IOException {
        if (!free.tryAcquire()) {
            client.close();
            return;
        }
        try {
            threads.execute(() -> serve(client));
        } catch (RejectedExecutionException _) {
            // The balancer is being closed.
            client.close();
            free.release();
        }
    }

    private void serve(SocketChannel client) {
        try (client; var passage = new Passage(client, servers.connect())) {
            serve(passage);
        } catch (IOException _) {
            // No server: the client learns it by the end of its connection.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }

    /** {@link #close()} closes what is open after it has closed the door, so one of both sees the other. */
    private void serve(Passage passage) throws InterruptedException {
        open.add(passage);
        try {
            if (door.isOpen()) {
                passage.serve(limits.linger());
            }
        } finally {
            open.remove(passage);
        }
    }

    private void pause() {
        try {
            Thread.sleep(door.isOpen() ? BREATH : Duration.ZERO);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Small messages are not held back. */
    static SocketChannel prompt(SocketChannel channel) throws IOException {
        return channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
}
