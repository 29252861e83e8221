package io.whispra.message.faults;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

import io.whispra.message.Client;
import io.whispra.message.faults.Installation.Instance;
import io.whispra.message.faults.Load.Acknowledged;
import io.whispra.message.faults.MongoProxy.Fate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** Two instances, each behind a proxy of its own in front of the store that they share. */
class InterposedMongoTest {

    private static final Logger log = LoggerFactory.getLogger(InterposedMongoTest.class);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int LOST_REPLIES = Integer.getInteger("whispra.lost.replies", 50);
    private static final int TURNS = 16;
    private static final int CONNECTIONS = 50;

    private static final Installation installation = new Installation();
    private static final MongoProxy[] proxies = {new MongoProxy(installation.mongoUri()),
            new MongoProxy(installation.mongoUri())};
    private static final SkewedClock clock = new SkewedClock();
    private static final Scheduler readers = Schedulers.newBoundedElastic(100, 1_000, "readers");
    private static List<Instance> instances = List.of();

    @BeforeAll
    static void start() {
        instances = List.of(
                installation.start(Map.of("spring.mongodb.uri", proxies[0].uri()), clock),
                installation.start(Map.of("spring.mongodb.uri", proxies[1].uri()), Clock.systemUTC()));
    }

    @AfterEach
    void heal() {
        for (var proxy : proxies) {
            proxy.rule(_ -> Fate.PASSES);
            proxy.refuse(false);
        }
    }

    @AfterAll
    static void stop() {
        readers.dispose();
        instances.forEach(Instance::close);
        for (var proxy : proxies) {
            proxy.close();
        }
    }

    @Test
    void f21_repliesThatAreLostAfterTheCommitDoubleNothing() {
        int before = lost();
        for (var proxy : proxies) {
            proxy.rule(command -> command.is("insert", "messages") && lost() - before < LOST_REPLIES
                    && ThreadLocalRandom.current().nextBoolean() ? Fate.LOSES_ITS_REPLY : Fate.PASSES);
        }
        var rooms = Load.names("lossy", 6);
        var load = new Load(clients(), rooms, Load.names("sender", 4));
        load.makeRooms();

        var each = Math.max(15, LOST_REPLIES / 4);
        var acknowledged = load.run("m", each, Duration.ZERO).collectList().blockOptional(LONG).orElseThrow();

        assertThat(acknowledged).hasSize(6 * 4 * each);
        log.info("{} of the replies to {} sends were lost, {} were sent again by the client", lost() - before,
                acknowledged.size(), load.retries());
        assertThat(lost() - before).isGreaterThanOrEqualTo(LOST_REPLIES);
        judge(rooms, acknowledged);
    }

    @Test
    void f22_clashesOfSeqAndOfClientIdOnTwoInstancesLeaveTheFirstMessageOnly() {
        var room = "clashing";
        var people = Load.names("twin", 4);
        client(0).newRoom(room, people.toArray(String[]::new));
        // So slow that all of them are decided on before one is in.
        for (var proxy : proxies) {
            proxy.rule(
                    command -> command.is("insert", "messages") ? new Fate.Waits(Duration.ofMillis(20)) : Fate.PASSES);
        }
        int before = duplicateKeys();

        var acknowledged = Flux.range(0, 64)
                .flatMap(i -> {
                    // Each message four times, two of them here and two there.
                    var user = people.get(i / 4 % 4);
                    var load = new Load(List.of(client(i % 2)), List.of(room), List.of(user));
                    return load.run("m" + i / 16, 1, Duration.ZERO);
                }, 48)
                .collectList()
                .blockOptional(LONG)
                .orElseThrow();

        log.info("{} duplicate keys", duplicateKeys() - before);
        assertThat(duplicateKeys() - before).isPositive();
        assertThat(LogCheck.read(client(0), room)).hasSize(1 + 4 + 16);
        var seqs = acknowledged.stream()
                .collect(groupingBy(one -> one.userId() + one.clientId(), mapping(one -> one.answer().seq(), toSet())));
        assertThat(seqs).hasSize(16).allSatisfy((_, answers) -> assertThat(answers).hasSize(1));
        assertThat(acknowledged).filteredOn(one -> one.answer().body().path("duplicate").asBoolean()).isNotEmpty();
        // One by one, since each was said four times at once and so in no order.
        acknowledged.forEach(one -> LogCheck.judge(client(1), room, List.of(one)));
    }

    @Test
    void f23_clockThatIsWrongAndStepsBackChangesNeitherOrderNorPages() {
        var room = "timeless";
        client(0).newRoom(room, "anna", "ben");
        var rightful = new Load(List.of(client(1)), List.of(room), List.of("ben"));
        var acknowledged = new ArrayList<Acknowledged>();
        var skews = List.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(-10), Duration.ofMinutes(5),
                Duration.ofDays(-400));
        for (var skew : skews) {
            clock.ahead(skew);
            var skewed = new Load(List.of(client(0)), List.of(room), List.of("anna"));
            Flux.merge(skewed.run("m" + skew, 8, Duration.ZERO), rightful.run("n" + skew, 8, Duration.ZERO))
                    .doOnNext(acknowledged::add)
                    .blockLast(LONG);
        }
        clock.ahead(Duration.ZERO);

        var stored = LogCheck.judge(client(0), room, acknowledged);
        assertThat(stored).hasSize(3 + 80);
        var times = stored.stream().map(entry -> entry.path("at").asString()).toList();
        assertThat(times).isNotEqualTo(times.stream().sorted().toList());
        for (var client : clients()) {
            assertThat(paged(client, room, "after", 0)).isEqualTo(LongStream.rangeClosed(4, 83).boxed().toList());
            assertThat(paged(client, room, "before", 84)).containsExactlyInAnyOrderElementsOf(
                    LongStream.rangeClosed(4, 83).boxed().toList());
        }
    }

    /** The seqs of all messages, by pages of seven. */
    private static List<Long> paged(Client client, String room, String direction, long from) {
        var seqs = new ArrayList<Long>();
        var more = true;
        for (long at = from; more;) {
            var page = client.get("ben", "/api/v1/rooms/" + room + "/messages?limit=7&" + direction + "=" + at).body();
            page.path("messages").forEach(message -> seqs.add(message.path("seq").asLong()));
            at = page.path("next").asLong();
            more = page.path("hasMore").asBoolean();
        }
        return seqs;
    }

    @Test
    void f18_clientThatHearsLateTwiceAndInAnyOrderShowsTheLog() {
        var room = "shuffled";
        var load = new Load(List.of(client(0)), List.of(room), Load.names("sender", 3));
        load.makeRooms();
        load.run("m", 20, Duration.ZERO).blockLast(LONG);
        var stored = LogCheck.read(client(0), room);
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var heard = new ArrayList<>(stored);
            stored.stream().filter(_ -> random.nextInt(3) == 0).forEach(heard::add);
            Collections.shuffle(heard, random);
            // One that never comes is fetched, as by any client, from what it has.
            heard.removeIf(entry -> entry.path("seq").asLong() == 1 + random.nextInt(stored.size()));
            var follower = new Follower(room);
            heard.forEach(follower::hears);
            while (follower.waiting() > 0) {
                client(1).get("sender-0", "/api/v1/rooms/" + room + "/entries?limit=5&after=" + follower.shown().size())
                        .body().path("entries").forEach(follower::hears);
            }
            assertThat(follower.shown()).isEqualTo(stored.subList(0, follower.shown().size()));
            assertThat(follower.shown()).hasSizeGreaterThanOrEqualTo(stored.size() - 1);
        }
    }

    @Test
    void f20_withoutTheStoreSendsAreRefusedAsRetryableInTimeAndWorkAgainAfter() {
        var room = "stranded";
        client(0).newRoom(room, "anna");
        proxies[0].refuse(true);
        for (int i = 0; i < 3; i++) {
            client(0).http()
                    .post()
                    .uri("/api/v1/rooms/{id}/messages", room)
                    .headers(headers -> headers.setBearerAuth(client(0).token("anna")))
                    .bodyValue(Client.text("m" + i, "x"))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .exists("Retry-After");
        }
        assertThat(client(1).send("anna", room, Client.text("elsewhere", "x")).status()).isEqualTo(201);
        proxies[0].refuse(false);

        var again = new Load(List.of(client(0)), List.of(room), List.of("anna")).run("m", 3, Duration.ZERO)
                .collectList().blockOptional(LONG).orElseThrow();

        assertThat(LogCheck.judge(client(1), room, again)).hasSize(2 + 4);
    }

    @Test
    void f26_roomWhoseCommandsTakeSecondsTakesItsPartOfTheConnectionsAndTheOthersGoOn() {
        var broken = "broken";
        var others = new Load(List.of(client(0)), Load.names("well", 10), List.of("anna", "ben"));
        others.makeRooms();
        client(0).newRoom(broken, Load.names("victim", 100).toArray(String[]::new));
        others.run("warm", 10, Duration.ZERO).blockLast(LONG);
        var base = p99(others.run("before", 20, Duration.ofMillis(20)));

        proxies[0].rule(command -> command.mentions(broken) ? new Fate.Waits(Duration.ofSeconds(3)) : Fate.PASSES);
        var reads = Flux.range(0, 100)
                .flatMap(i -> Mono
                        .fromCallable(() -> client(0).get("victim-" + i, "/api/v1/rooms/" + broken + "/messages"))
                        .subscribeOn(readers)
                        .onErrorComplete(), 100);
        var sends = Flux.range(0, 30)
                .flatMap(i -> client(0).sending("victim-" + i, broken, Client.text("m", "x")).onErrorComplete(), 30);
        var victims = Flux.merge(reads, sends)
                .repeat()
                .subscribe();
        Awaitility.await().atMost(LONG).until(() -> proxies[0].mostWaiting() >= TURNS);
        var during = p99(others.run("during", 40, Duration.ofMillis(20)));
        var most = proxies[0].mostWaiting();
        victims.dispose();

        log.info(
                "p99 of the other rooms' sends: {} ms before, {} ms with a broken room, at most {} of its commands at once",
                base.toMillis(), during.toMillis(), most);
        // Reads have their turns, the one batch of the lane looks up so many senders at once, and there is the relay.
        assertThat(most).isBetween(TURNS, CONNECTIONS - 1);
    }

    private static Duration p99(Flux<Acknowledged> sends) {
        var took = sends.map(Acknowledged::took).sort().collectList().blockOptional(LONG).orElseThrow();
        return took.get(took.size() * 99 / 100);
    }

    private static void judge(List<String> rooms, List<Acknowledged> acknowledged) {
        rooms.forEach(room -> clients().forEach(client -> LogCheck.judge(client, room, acknowledged)));
    }

    private static int lost() {
        return proxies[0].lost() + proxies[1].lost();
    }

    private static int duplicateKeys() {
        return proxies[0].duplicateKeys() + proxies[1].duplicateKeys();
    }

    private static Client client(int instance) {
        return instances.get(instance).client();
    }

    private static List<Client> clients() {
        return instances.stream().map(Instance::client).toList();
    }
}
