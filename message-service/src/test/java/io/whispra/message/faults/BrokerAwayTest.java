package io.whispra.message.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.whispra.message.faults.Installation.Instance;
import io.whispra.message.faults.Load.Acknowledged;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A broker of the test's own is stopped, then killed, while people send in many rooms. A few seconds each here;
 * `-Dwhispra.broker.away=60 -Dwhispra.broker.rooms=200` for a minute and many more of them.
 */
class BrokerAwayTest {

    private static final Logger log = LoggerFactory.getLogger(BrokerAwayTest.class);
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("whispra.broker.away", 4));
    private static final Duration A_WHILE = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(3);
    /** From the return of the broker; the start of a new one is in it. */
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration A_LITTLE = Duration.ofMillis(500);
    private static final int ROOMS = Integer.getInteger("whispra.broker.rooms", 60);

    @TempDir
    private static Path directory = Path.of("unused");
    private final Installation installation = new Installation();
    private final int port = Child.freePort();
    private final int controllerPort = Child.freePort();
    private final List<String> rooms = Load.names("held", ROOMS);
    private final List<Acknowledged> acknowledged = Collections.synchronizedList(new ArrayList<>());

    @Test
    void f13_f14_brokerThatIsAwayDelaysNoSendAndGetsEverythingInOrderWhenItIsBack()
            throws IOException, InterruptedException {
        var address = "127.0.0.1:" + port;
        var broker = broker();
        try (var instance = installation.start(Map.of("spring.kafka.bootstrap-servers", address));
                var listener = new Listener(address, installation.topic())) {
            Awaitility.await().atMost(LONG).until(() -> Child.isReady(instance.managementPort()));
            var load = new Load(List.of(instance.client()), rooms, List.of("anna"));
            load.makeRooms();
            var running = load.run("m", 100_000, Duration.ofSeconds(1)).doOnNext(acknowledged::add).then().toFuture();

            var usual = sending("with a broker", A_WHILE).multipliedBy(3).plus(A_LITTLE);
            broker.signal("STOP");
            assertThat(sending("with one that is stopped", AWAY)).isLessThan(usual);
            broker.signal("CONT");
            untilPublished(listener, "after it continued");
            broker.kill();
            assertThat(sending("without one", AWAY)).isLessThan(usual);
            broker = broker();
            untilPublished(listener, "after the start of another");

            load.stop();
            running.join();
            untilPublished(listener, "in the end");
            judge(instance, listener);
        } finally {
            broker.close();
        }
    }

    private Child broker() {
        return Child.start(BrokerProcess.class, "broker", List.of(directory.resolve("kafka").toString(),
                Integer.toString(port), Integer.toString(controllerPort)));
    }

    /** People send on for a while. Returns the median of what that took. */
    private Duration sending(String how, Duration time) {
        int before = acknowledged.size();
        Mono.delay(time).block();
        var took = List.copyOf(acknowledged).stream().skip(before).map(Acknowledged::took).sorted().toList();
        assertThat(took).hasSizeGreaterThan(ROOMS / 2);
        var median = took.get(took.size() / 2);
        System.gc();
        var runtime = Runtime.getRuntime();
        log.info("{}: {} sends, median {} ms, p99 {} ms, longest {} ms, heap {} MiB", how, took.size(),
                median.toMillis(), took.get(took.size() * 99 / 100).toMillis(), took.getLast().toMillis(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        return median;
    }

    /** Until what is acknowledged by now can be shown in every room. */
    private void untilPublished(Listener listener, String when) {
        long begun = System.nanoTime();
        var wanted = List.copyOf(acknowledged).stream()
                .collect(Collectors.toMap(Acknowledged::roomId, one -> one.answer().seq(), Math::max));
        Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
            listener.poll();
            return wanted.entrySet()
                    .stream()
                    .allMatch(room -> listener.follower(room.getKey()).shown().size() >= room.getValue());
        });
        var took = Duration.ofNanos(System.nanoTime() - begun);
        log.info("all {} published {} ms {}", wanted.values().stream().mapToLong(seq -> seq).sum(), took.toMillis(),
                when);
        assertThat(took).isLessThan(SOON);
    }

    private void judge(Instance instance, Listener listener) {
        for (var room : rooms) {
            var stored = LogCheck.judge(instance.client(), room, acknowledged);
            var follower = listener.follower(room);
            assertThat(follower.shown()).isEqualTo(stored);
            assertThat(follower.early()).as("out of order in %s", room).isZero();
        }
    }
}
