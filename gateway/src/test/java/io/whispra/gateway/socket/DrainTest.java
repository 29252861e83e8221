package io.whispra.gateway.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

import io.whispra.gateway.engineio.Poller;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** How a gateway that stops sends its clients away. */
class DrainTest {

    private static final Logger logger = LoggerFactory.getLogger(DrainTest.class);
    private static final int SOCKETS = 300;
    private static final int POLLERS = 60;
    private static final Pattern RETRY = Pattern.compile("\"resumable\":true,\"retryAfterMs\":(\\d+)");

    private final EchoApplication application = new EchoApplication();

    /** When a client was told to go, in nanoseconds, and when to come back, in milliseconds. */
    private record Told(long at, long retry) {

        static Told of(String bye) {
            var retry = RETRY.matcher(bye);
            assertThat(retry.find()).as(bye).isTrue();
            assertThat(bye).contains("\"code\":4503");
            return new Told(System.nanoTime(), Long.parseLong(retry.group(1)));
        }
    }

    @Test
    void f8_socketsCloseInWavesAndComeBackAtDifferentTimes() throws Exception {
        try (var server = new SocketServer(application, Map.of("drain.spread", "2s", "drain.pause", "50ms",
                "drain.wave", "5"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Callable<Told>>();
            for (var i = 0; i < SOCKETS; i++) {
                clients.add(socket(server.port()));
            }
            for (var i = 0; i < POLLERS; i++) {
                clients.add(poller(server.port()));
            }
            Awaitility.await().until(() -> application.clients.size() == SOCKETS + POLLERS);
            var told = clients.stream().map(threads::submit).toList();
            var began = System.nanoTime();
            var stopping = threads.submit(server::stop);
            Awaitility.await().until(
                    () -> RawClient.handshake(server.port(), "/api/v1/ws", RawClient.upgrade(server.port())) == 503);
            stopping.get();
            var took = millis(System.nanoTime() - began);
            var all = results(told);
            var times = all.stream().map(Told::at).sorted().toList();
            var spread = millis(times.getLast() - times.getFirst());
            var most = most(times);
            logger.info("{} clients were sent away within {} ms, at most {} of them in 100 ms; stopped after {} ms",
                    all.size(), spread, most, took);
            assertThat(spread).isBetween(1_500L, 3_000L);
            assertThat(most).isLessThan(all.size() / 5);
            assertThat(took).isLessThan(4_000);
            assertThat(all.stream().map(Told::retry).distinct().count()).isGreaterThan(all.size() / 2);
            assertThat(all).allMatch(each -> each.retry() <= 5_000);
            assertThat(application.closed).hasValue(SOCKETS + POLLERS);
        }
    }

    private static int most(List<Long> times) {
        var most = 0;
        for (var i = 0; i < times.size(); i++) {
            var from = times.get(i);
            most = Math.max(most, (int) times.stream().filter(at -> at >= from && millis(at - from) < 100).count());
        }
        return most;
    }

    private static List<Told> results(List<Future<Told>> told) throws Exception {
        var all = new ArrayList<Told>();
        for (var each : told) {
            all.add(each.get());
        }
        return all;
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    private static Callable<Told> socket(int port) throws IOException {
        var client = RawClient.open(port, "/api/v1/ws");
        client.text("{\"t\":\"hello\",\"d\":{\"token\":\"good\"}}").nextText();
        return () -> {
            try (client) {
                var told = Told.of(client.nextText());
                assertThat(client.closeCode()).isEqualTo(4503);
                return told;
            }
        };
    }

    private static Callable<Told> poller(int port) throws Exception {
        var poller = Poller.open(port, "/socket.io/");
        poller.post("40{\"token\":\"good\"}");
        for (var got = poller.packets(); !got.getLast().startsWith("42[\"ready\"");) {
            got = poller.packets();
        }
        return () -> {
            var told = Told.of(poller.packets().getFirst());
            assertThat(poller.packets()).containsExactly("1");
            return told;
        };
    }

    @Test
    void f8_deadlineHoldsWhoeverDoesNotGo() throws Exception {
        try (var server = new SocketServer(application, Map.of("drain.spread", "100ms", "drain.deadline", "1s",
                "deadlines.close", "1m"));
                var client = RawClient.open(server.port(), "/api/v1/ws")) {
            client.text("{\"t\":\"hello\",\"d\":{\"token\":\"good\"}}").nextText();
            var began = System.nanoTime();
            server.stop();
            assertThat(millis(System.nanoTime() - began)).isBetween(900L, 3_000L);
            assertThat(client.nextText()).contains("\"code\":4503");
        }
    }
}
