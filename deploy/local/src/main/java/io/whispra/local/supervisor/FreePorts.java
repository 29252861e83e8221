package io.whispra.local.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.whispra.local.problem.Problem;

/** Looks whether ports can be used, before anything is started that would need them. */
final class FreePorts {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private FreePorts() {}

    /**
     * Returns when all are free.
     *
     * @param patience how long to wait for them, for services whose supervisor has just been killed
     * @throws Problem that names the first that is not
     */
    static void require(Plan plan, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        var taken = firstTaken(plan);
        while (taken.isPresent() && System.nanoTime() - end < 0) {
            Thread.sleep(INTERVAL);
            taken = firstTaken(plan);
        }
        if (taken.isPresent()) {
            throw Problem.failed("port " + taken.get().getKey() + ", for " + taken.get().getValue()
                    + ", is in use by another program; --port or WHISPRA_PORT chooses another block than "
                    + plan.range());
        }
    }

    private static Optional<Map.Entry<Integer, String>> firstTaken(Plan plan) {
        return plan.ports().entrySet().stream().filter(entry -> isTaken(entry.getKey())).findFirst();
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
