package io.whispra.message.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.whispra.message.Client;
import io.whispra.message.faults.CrashPoints.Point;
import io.whispra.message.faults.Load.Acknowledged;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service, in a process of its own, dies at each named point while people send; the next one finds what it left. Once each
 * point here; `-Dwhispra.crash.repeats=25` for the long version.
 */
class CrashPointTest {

    private static final Logger log = LoggerFactory.getLogger(CrashPointTest.class);
    private static final int REPEATS = Integer.getInteger("whispra.crash.repeats", 1);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int LATEST = 30;

    private final Installation installation = new Installation();
    private final int port = Child.freePort();
    private final int managementPort = Child.freePort();
    private Client client = installation.client(port);
    private final MongoClient mongo = MongoClients.create(installation.mongoUri());
    private final MongoCollection<Document> messages = mongo
            .getDatabase(installation.database()).getCollection("messages");
    private final Listener listener = new Listener(installation.kafka().bootstrapServers(), installation.topic());
    private int lives;

    @AfterEach
    void hangUp() {
        mongo.close();
        listener.close();
    }

    @Test
    void f2_f3_f4_f5_processThatDiesAnywhereLosesNothingAndDoublesNothing() throws InterruptedException {
        var figures = new Figures();
        var service = born();
        service.untilReady(managementPort);
        try {
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                for (var point : Point.values()) {
                    service = crashed(service, point, point + "-" + repeat, figures);
                }
                log.info("{}", figures);
            }
        } finally {
            service.close();
        }
        assertThat(figures.crashes).isEqualTo(REPEATS * Point.values().length);
        assertThat(figures.slowestPublication).isLessThan(SOON);
    }

    @Test
    void releaseHoldsNoCrashPoints() throws IOException {
        try (var files = Files.walk(Path.of("target/classes"))) {
            var classes = files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(classes).hasSizeGreaterThan(50);
            for (var file : classes) {
                assertThat(Files.readString(file, ISO_8859_1)).as("%s", file)
                        .doesNotContain("halt", "CrashPoint", "Mortal");
            }
        }
    }

    /** What there is to tell in the end. */
    private static final class Figures {
        private int crashes;
        private int acknowledged;
        private int sentAgain;
        private int publishedAgain;
        private int early;
        private Duration slowestStart = Duration.ZERO;
        private Duration slowestPublication = Duration.ZERO;

        @Override
        public String toString() {
            return "%d crashes: %d messages acknowledged, %d sends repeated; lost 0, doubled 0; %d entries published again, %d early; ready after %d ms at most, all published %d ms later at most"
                    .formatted(crashes, acknowledged, sentAgain, publishedAgain, early, slowestStart.toMillis(),
                            slowestPublication.toMillis());
        }
    }

    private Child born() {
        lives++;
        return Child.start(MortalService.class, "crash-points", installation.arguments(Map.of(
                "server.port", Integer.toString(port),
                "management.server.port", Integer.toString(managementPort),
                "spring.kafka.producer.properties[interceptor.classes]", MortalProducer.class.getName())));
    }

    /** Lets it die there under load, and judges what the next life makes of it. Returns that one. */
    private Child crashed(Child service, Point point, String name, Figures figures) throws InterruptedException {
        // With tokens of its own: the long version outlives them.
        client = installation.client(port);
        var rooms = Load.names("room-" + name, 4);
        var load = new Load(List.of(client), rooms, Load.names("sender", 5));
        load.makeRooms();
        var acknowledged = Collections.synchronizedList(new ArrayList<Acknowledged>());
        var running = load.run("m", 100_000, Duration.ofMillis(20)).doOnNext(acknowledged::add).then().toFuture();
        var changing = changes(rooms.getFirst()).subscribe();
        service.tell(point + " " + (1 + ThreadLocalRandom.current().nextInt(LATEST)));
        assertThat(service.exitValue()).as("exit of life %s", lives).isEqualTo(CrashPoints.KILLED);
        changing.dispose();
        load.stop();

        var next = born();
        var start = next.untilReady(managementPort);
        long ready = System.nanoTime();
        running.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
        Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> unpublished() == 0);

        figures.crashes++;
        figures.acknowledged += acknowledged.size();
        figures.sentAgain += load.retries();
        figures.slowestStart = max(figures.slowestStart, start);
        figures.slowestPublication = max(figures.slowestPublication, Duration.ofNanos(System.nanoTime() - ready));
        judge(rooms, acknowledged, figures);
        return next;
    }

    /** Somebody who comes and goes: what is folded changes too. Nobody repeats what fails. */
    private Flux<Void> changes(String room) {
        return Flux.interval(Duration.ofMillis(50))
                .onBackpressureDrop()
                .concatMap(i -> Mono.<Void>fromRunnable(() -> client.append(room, List.of(i % 2 == 0
                        ? Client.entry(i + ":0", "member.added", "somebody",
                                Map.of("userId", "guest", "role", "member"))
                        : Client.removal("guest", Long.toString(i)))))
                        .subscribeOn(Schedulers.boundedElastic())
                        .onErrorComplete(), 1);
    }

    private void judge(List<String> rooms, List<Acknowledged> acknowledged, Figures figures) {
        for (var room : rooms) {
            var stored = LogCheck.judge(client, room, acknowledged);
            var follower = listener.follower(room);
            Awaitility.await().atMost(LONG).until(() -> {
                listener.poll();
                return follower.shown().size() >= stored.size();
            });
            assertThat(follower.shown()).as("shown of %s", room).isEqualTo(stored);
            assertThat(follower.waiting()).isZero();
            figures.publishedAgain += follower.ignored();
            figures.early += follower.early();
        }
    }

    /** Straight from the store. */
    private long unpublished() {
        var found = Mono.from(messages.countDocuments(new Document("outbox", true))).block(SOON);
        return requireNonNull(found);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
