package io.whispra.local.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

import io.whispra.local.problem.Problem;
import tools.jackson.core.JacksonException;

/** Takes commands on a Unix domain socket, which only the owner of the data folder can reach. */
public final class ControlServer implements AutoCloseable {

    /** Longest path of a socket that every system accepts, in bytes: 104 on macOS, with its end. */
    private static final int LONGEST_PATH = 103;
    private static final int REQUEST_BYTES = 4 * 1024;
    private static final int CONNECTIONS = 16;
    private static final Reply UNREADABLE = new Reply(null, "the request cannot be read");

    private final Path socket;
    private final ServerSocketChannel server;
    private final Handler handler;
    private final Semaphore connections = new Semaphore(CONNECTIONS);

    /** Does what is asked; a {@link Problem} becomes the answer. */
    public interface Handler {

        CompletableFuture<StackStatus> handle(Request request);
    }

    private ControlServer(Path socket, ServerSocketChannel server, Handler handler) {
        this.socket = socket;
        this.server = server;
        this.handler = handler;
    }

    /** Listens in this folder, or in a temporary one if its path is too long for a socket. */
    public static ControlServer start(Path folder, Handler handler) {
        try {
            var wanted = folder.resolve("control.sock");
            var fits = wanted.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
            var socket = fits ? wanted : Files.createTempDirectory("whispra").resolve("control.sock");
            Files.deleteIfExists(socket);
            var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(socket));
            var server = new ControlServer(socket, channel, handler);
            Thread.ofVirtual().name("control").start(server::accept);
            return server;
        } catch (IOException e) {
            throw Problem.failed("cannot listen for commands in " + folder, e);
        }
    }

    public Path socket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw Problem.failed("cannot remove " + socket, e);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                connections.acquire();
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // Closed, which ends the loop.
                connections.release();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            var answer = StateFile.JSON.writeValueAsBytes(answer(read(client)));
            Channels.newOutputStream(client).write(answer);
        } catch (IOException _) {
            // The command was interrupted: nobody waits for the answer.
        } finally {
            connections.release();
        }
    }

    private Reply answer(String line) {
        try {
            var request = StateFile.JSON.readValue(line, Request.class);
            return request == null ? UNREADABLE : new Reply(handler.handle(request).join(), null);
        } catch (JacksonException _) {
            return UNREADABLE;
        } catch (CompletionException e) {
            return new Reply(null, e.getCause() instanceof Problem problem ? problem.line() : e.toString());
        } catch (Problem e) {
            return new Reply(null, e.line());
        }
    }

    private static String read(SocketChannel client) throws IOException {
        var bytes = ByteBuffer.allocate(REQUEST_BYTES);
        while (bytes.hasRemaining() && client.read(bytes) >= 0) {
            if (bytes.position() > 0 && bytes.get(bytes.position() - 1) == '\n') {
                break;
            }
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
}
