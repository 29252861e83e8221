package io.whispra.gateway;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import io.whispra.gateway.SocketClient.Wire;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One room with many sockets of both kinds, some of which stop reading. With `-Dwhispra.slow-readers.full=true` a thousand of them, and the time that
 * events take is held to a bound; otherwise it is only told.
 */
class SlowReadersTest extends OnSockets {

    private static final Logger logger = LoggerFactory.getLogger(SlowReadersTest.class);
    private static final boolean FULL = Boolean.getBoolean("whispra.slow-readers.full");
    private static final int SOCKETS = FULL ? 1_000 : 100;
    private static final int STALLED = SOCKETS / 20;
    private static final int SECONDS = FULL ? 20 : 3;
    private static final int PER_USER = 20;
    private static final int PACE = 200;
    private static final int SIZE = FULL ? 1_000 : 4_000;
    /** What the kernel takes for a socket, and what the gateway keeps for it, with a reserve. */
    private static final int ENOUGH = 6_000_000;
    private static final int SMALL = 65_536;
    private static final long TENTH = 100_000;
    private static final long MEBIBYTE = 1 << 20;
    /** What the log of the stand-in and the broker in this process grow by, and no more. */
    private static final long FLAT = 48 * MEBIBYTE;
    private static final String CONTENT = "x".repeat(SIZE);

    private final String room = newId();
    /** How many events took so many tenths of a millisecond. */
    private final AtomicIntegerArray latencies = new AtomicIntegerArray(200_000);
    private final AtomicInteger told = new AtomicInteger();

    @DynamicPropertySource
    static void many(DynamicPropertyRegistry registry) {
        registry.add("whispra.hub.heads", () -> "1h");
        registry.add("test.max-sessions", () -> SOCKETS);
        registry.add("whispra.socket.heartbeat.interval", () -> "10m");
        registry.add("whispra.socket.deadlines.close", () -> "2m");
    }

    @Test
    void f15t65SlowReadersAreCutAtTheCapAndNobodyElseNotices() throws Exception {
        try (var crowd = new Crowd()) {
            var readers = new ArrayList<Crowd.One>();
            var stalled = new ArrayList<Crowd.One>();
            var users = IntStream.range(0, SOCKETS / PER_USER).mapToObj(_ -> newId()).toList();
            users.forEach(user -> log.added(room, user));
            for (var i = 0; i < SOCKETS; i++) {
                var token = issuer.userToken(users.get(i / PER_USER));
                var slow = i % (SOCKETS / STALLED) == 0;
                (slow ? stalled : readers).add(crowd.join(port, token, Wire.of(i / 2),
                        slow ? this::bye : i % 8 == 1 ? this::timed : null, slow ? SMALL : 0));
            }
            crowd.start();
            flow(2 * PACE, this::send);
            everythingIsRead(readers);
            forgetLatencies();

            flow(SECONDS * PACE, this::send);
            everythingIsRead(readers);
            var base = p99();
            var before = heap();

            stalled.forEach(one -> one.stall(true));
            forgetLatencies();
            flow(SECONDS * PACE, this::send);
            everythingIsRead(readers);
            var loaded = p99();
            var most = heap();
            for (var sent = SECONDS * PACE; sent * SIZE < ENOUGH; sent += PACE) {
                flow(PACE, this::send);
                most = Math.max(most, heap());
            }
            everythingIsRead(readers);

            assertThat(told).hasValue(0);
            stalled.forEach(one -> one.stall(false));
            Awaitility.await().atMost(PATIENCE).untilAtomic(told, Matchers.is(STALLED));
            assertThat(readers).noneMatch(Crowd.One::hasEnded);
            logger.info("{} sockets, {} of them stalled and cut; p99 {} ms, then {} ms; heap {} MB, at most {} MB",
                    SOCKETS, STALLED, base, loaded, before / MEBIBYTE, most / MEBIBYTE);
            assertThat(most - before).isLessThan(FLAT);
            assertThat(heap() - before).isLessThan(FLAT);
            if (FULL) {
                assertThat(loaded).isLessThanOrEqualTo(2 * base);
            }
        }
    }

    private void send(int i) {
        publish(log.message(room, System.nanoTime() + ":" + CONTENT));
    }

    /** All that was sent since they joined, and nothing else: the members were added before. */
    private void everythingIsRead(List<Crowd.One> readers) {
        var expected = log.head(room) - SOCKETS / PER_USER;
        Awaitility.await().atMost(PATIENCE).until(() -> readers.stream().allMatch(one -> one.frames() >= expected));
        assertThat(readers).allMatch(one -> one.frames() == expected);
    }

    private void timed(String frame) {
        var start = frame.indexOf("\"content\":\"") + "\"content\":\"".length();
        var nanos = System.nanoTime() - Long.parseLong(frame, start, frame.indexOf(':', start), 10);
        latencies.incrementAndGet((int) Math.min(nanos / TENTH, latencies.length() - 1));
    }

    private void bye(String frame) {
        if (frame.contains("\"code\":4508") && frame.contains("\"resumable\":true")) {
            told.incrementAndGet();
        }
    }

    private void forgetLatencies() {
        for (var i = 0; i < latencies.length(); i++) {
            latencies.set(i, 0);
        }
    }

    /** In milliseconds: 99 of 100 events took no longer. */
    private double p99() {
        var all = IntStream.range(0, latencies.length()).map(latencies::get).sum();
        var slower = all / 100;
        var i = latencies.length() - 1;
        for (var seen = latencies.get(i); seen <= slower; seen += latencies.get(i)) {
            i--;
        }
        return i / 10.0;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
