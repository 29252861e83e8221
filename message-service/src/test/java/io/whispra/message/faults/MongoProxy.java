package io.whispra.message.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.mongodb.ConnectionString;

import static java.util.Objects.requireNonNull;

/** Stands between a driver and its server, on loopback, and does to commands and their answers what a network can do to them. */
final class MongoProxy implements AutoCloseable {

    /** What becomes of a command. */
    sealed interface Fate {
        Fate PASSES = new Passes();
        /** The server does it; its answer is thrown away and the connection cut. */
        Fate LOSES_ITS_REPLY = new LosesItsReply();
        /** The connection is cut before the server sees it. */
        Fate IS_CUT_OFF = new IsCutOff();

        record Passes() implements Fate {}

        record LosesItsReply() implements Fate {}

        record IsCutOff() implements Fate {}

        record Waits(Duration time) implements Fate {}
    }

    /** Decides about a command; called by many threads. */
    interface Rule {
        Fate of(MongoFrame command);
    }

    private final ConnectionString behind;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger duplicateKeys = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger mostWaiting = new AtomicInteger();
    private volatile Rule rule = _ -> Fate.PASSES;
    private volatile boolean refusing;

    MongoProxy(String uri) {
        this.behind = new ConnectionString(uri);
        try {
            this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Of the database that was given, through this proxy. */
    String uri() {
        return "mongodb://127.0.0.1:" + door.getLocalPort() + "/" + requireNonNull(behind.getDatabase())
                + "?directConnection=true";
    }

    void rule(Rule now) {
        rule = now;
        mostWaiting.set(0);
    }

    /** Whether connections are cut, those that are open and new ones. */
    void refuse(boolean now) {
        refusing = now;
        if (now) {
            open.forEach(MongoProxy::cut);
        }
    }

    /** Answers that were thrown away. */
    int lost() {
        return lost.get();
    }

    /** How many commands were made to wait at once, at most. */
    int mostWaiting() {
        return mostWaiting.get();
    }

    /** Answers that named a duplicate key. */
    int duplicateKeys() {
        return duplicateKeys.get();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(MongoProxy::cut);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (refusing) {
                    cut(client);
                } else {
                    link(client);
                }
            } catch (IOException _) {
                // Closed, or the server refuses: the client sees it.
            }
        }
    }

    private void link(Socket client) throws IOException {
        var address = behind.getHosts().getFirst().split(":", 2);
        var server = new Socket(address[0], Integer.parseInt(address[1]));
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        var link = new Link(client, server, ConcurrentHashMap.newKeySet());
        Thread.ofVirtual().start(() -> pump(link, client, () -> up(link)));
        Thread.ofVirtual().start(() -> pump(link, server, () -> down(link)));
    }

    private record Link(Socket client, Socket server, Set<Integer> losing) {}

    /** Moves one frame; false at the end. */
    private interface Step {
        boolean move() throws IOException;
    }

    private void pump(Link link, Socket from, Step step) {
        try {
            while (!from.isClosed() && step.move()) {
                // Until somebody hangs up.
            }
        } catch (IOException _) {
            // Cut by one side or by us.
        } finally {
            cut(link.client());
            cut(link.server());
            open.remove(link.client());
        }
    }

    private boolean up(Link link) throws IOException {
        var command = MongoFrame.read(link.client().getInputStream());
        if (command == null) {
            return false;
        }
        return switch (rule.of(command)) {
            case Fate.Passes _ -> forward(command, link.server());
            case Fate.Waits waits -> {
                mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                LockSupport.parkNanos(waits.time().toNanos());
                waiting.decrementAndGet();
                yield forward(command, link.server());
            }
            case Fate.LosesItsReply _ -> {
                link.losing().add(command.requestId());
                yield forward(command, link.server());
            }
            case Fate.IsCutOff _ -> false;
        };
    }

    private boolean down(Link link) throws IOException {
        var answer = MongoFrame.read(link.server().getInputStream());
        if (answer == null) {
            return false;
        }
        if (answer.mentions("duplicate key")) {
            duplicateKeys.incrementAndGet();
        }
        if (link.losing().remove(answer.responseTo())) {
            lost.incrementAndGet();
            return false;
        }
        return forward(answer, link.client());
    }

    private static boolean forward(MongoFrame frame, Socket to) throws IOException {
        frame.write(to.getOutputStream());
        return true;
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone, which is what was wanted.
        }
    }
}
