package io.whispra.local.balancer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Servers on loopback that take turns; one that does not accept is passed over for a while. */
final class Servers {

    private final List<Integer> ports;
    private final Limits limits;
    private final InstantSource clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final ConcurrentMap<Integer, Instant> avoidedUntil = new ConcurrentHashMap<>();

    Servers(List<Integer> ports, Limits limits, InstantSource clock) {
        this.ports = List.copyOf(ports);
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Connects to the server whose turn it is, or to the next that accepts.
     *
     * @throws IOException if none does
     */
    SocketChannel connect() throws IOException {
        var failure = new IOException("no server accepts on " + ports);
        for (var port : inTurn()) {
            try {
                var channel = open(port);
                avoidedUntil.remove(port);
                return channel;
            } catch (IOException e) {
                avoidedUntil.put(port, clock.instant().plus(limits.avoidance()));
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    /** All of them: those that are avoided come last, as nobody else may be there. */
    private List<Integer> inTurn() {
        var first = Math.floorMod(turn.getAndIncrement(), ports.size());
        var now = clock.instant();
        var good = new ArrayList<Integer>();
        var avoided = new ArrayList<Integer>();
        IntStream.range(0, ports.size())
                .map(i -> ports.get((first + i) % ports.size()))
                .forEach(port -> (now.isBefore(avoidedUntil.getOrDefault(port, now)) ? avoided : good).add(port));
        good.addAll(avoided);
        return good;
    }

    private SocketChannel open(int port) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    millis(limits.connectTimeout()));
            return Balancer.prompt(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static int millis(Duration time) {
        return Math.toIntExact(time.toMillis());
    }
}
