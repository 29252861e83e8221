package io.whispra.gateway.socket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many are connected, from which address, and how many of these are strangers: they have not introduced themselves yet. All three
 * are bounded. An IPv6 address counts as its network of 64 bits, because whoever has one has all of them.
 */
@Component
public final class Visitors {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int NETWORK = 8;

    private final SocketProperties.Visits bounds;
    private final Map<ByteBuffer, Count> counts = new HashMap<>();
    private int all;

    Visitors(SocketProperties properties) {
        this.bounds = properties.visits();
    }

    /** Lets a stranger in. Whoever gets it must {@linkplain Visit#leave() leave}. */
    synchronized Visit enter(@Nullable InetSocketAddress from) {
        if (all >= bounds.most()) {
            throw Refusal.unavailable("This server has as many connections as it can hold.", SOON);
        }
        var address = key(from);
        var count = counts.getOrDefault(address, Count.NONE);
        if (count.all >= bounds.perAddress() || count.strangers >= bounds.strangersPerAddress()) {
            throw new Refusal(ProblemType.TOO_FAST, "Too many connections come from this address.");
        }
        counts.put(address, new Count(count.all + 1, count.strangers + 1));
        all++;
        return new Visit(address);
    }

    /** How many are connected. */
    synchronized int count() {
        return all;
    }

    private synchronized void change(ByteBuffer address, int visitors, int strangers) {
        all += visitors;
        counts.computeIfPresent(address, (_, count) -> {
            var left = new Count(count.all + visitors, count.strangers + strangers);
            return left.all == 0 ? null : left;
        });
    }

    private static ByteBuffer key(@Nullable InetSocketAddress from) {
        var address = from == null || from.getAddress() == null ? InetAddress.getLoopbackAddress() : from.getAddress();
        var bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK));
    }

    private record Count(int all, int strangers) {

        private static final Count NONE = new Count(0, 0);
    }

    /** The stay of one visitor. Thread-safe. */
    public final class Visit {

        private final ByteBuffer address;
        private boolean stranger = true;
        private boolean over;

        private Visit(ByteBuffer address) {
            this.address = address;
        }

        /** The visitor is known now. Only the first call does something. */
        public synchronized void introduced() {
            if (stranger && !over) {
                stranger = false;
                change(address, 0, -1);
            }
        }

        /** The visitor is gone. Only the first call does something. */
        public synchronized void leave() {
            if (!over) {
                over = true;
                change(address, -1, stranger ? -1 : 0);
            }
        }
    }
}
