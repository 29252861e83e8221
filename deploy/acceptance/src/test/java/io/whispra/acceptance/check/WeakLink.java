package io.whispra.acceptance.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The network between one device and the server. While it is lost nothing passes, and afterwards its connections are gone. */
final class WeakLink implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final URI server;
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean lost;

    WeakLink(URI server) {
        this.server = server;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Where the server is for the device. */
    URI base() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    void lose(Duration duration) throws InterruptedException {
        var before = List.copyOf(open);
        lost = true;
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        lost = false;
        before.forEach(WeakLink::reset);
    }

    @Override
    public void close() {
        reset(door);
        open.forEach(WeakLink::reset);
        threads.shutdownNow();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var device = door.accept();
                if (lost) {
                    reset(device);
                    continue;
                }
                var upstream = new Socket(server.getHost(), server.getPort());
                open.add(device);
                open.add(upstream);
                threads.execute(() -> pass(device, upstream));
                threads.execute(() -> pass(upstream, device));
            } catch (IOException _) {
                // The device comes again, or the test is over.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            var buffer = new byte[BUFFER];
            for (var read = in.read(buffer); read >= 0 && !lost; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
            while (lost) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (IOException _) {
            // It was cut.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void reset(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception _) {
            // It is closed.
        }
    }
}
