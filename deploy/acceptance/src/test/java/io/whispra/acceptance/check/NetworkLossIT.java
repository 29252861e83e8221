package io.whispra.acceptance.check;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.whispra.acceptance.OnStack;
import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import io.whispra.acceptance.client.PlainConnection;
import io.whispra.acceptance.client.SocketIoConnection;
import io.whispra.acceptance.client.Timeline;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** People whose network goes away and comes back while others write. `-Dwhispra.loss.seconds=60` is the long form. */
class NetworkLossIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static final int CLIENTS = 20;
    private static final int A_SECOND = 50;
    private static final int SECONDS = Integer.getInteger("whispra.loss.seconds", 8);

    private final Random random = new Random(Long.getLong("whispra.loss.seed", 5));
    private final Evidence evidence = new Evidence();
    private final List<WeakLink> links = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();

    @Test
    void everyClientEndsWithTheWholeLogInOrderAndAsksForNothingThatItHad() throws Exception {
        var ana = Account.register(whispra.base(), "Ana");
        var people = IntStream.range(0, CLIENTS)
                .mapToObj(n -> Account.register(connect(), "Client " + (char) ('a' + n)))
                .toList();
        var busy = group(ana, people, "Busy");
        var quiet = List.of(group(ana, people, "Quiet"), group(ana, people, "Silent"));
        quiet.forEach(roomId -> say(ana, roomId, 0));
        try {
            IntStream.range(0, CLIENTS).forEach(n -> devices.add(new Device("client-" + n, people.get(n),
                    n % 2 == 0 ? PlainConnection::open : SocketIoConnection::open, evidence)));
            Awaitility.await().until(() -> devices.stream().allMatch(Device::isConnected));

            var head = writeWhileTheNetworkFails(ana, busy);

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> devices.stream()
                    .allMatch(device -> of(device, busy).seq() == head));
            for (var device : devices) {
                var timeline = of(device, busy);
                assertThat(timeline.held()).isZero();
                assertThat(timeline.applied()).hasSize((int) (head - timeline.start()));
            }
            assertThat(evidence.oddities()).isEmpty();
            assertThat(evidence.deliveries()).filteredOn(delivery -> quiet.contains(delivery.fact().roomId()))
                    .as("what was asked for again of rooms in which nothing happened").isEmpty();
            assertThat(evidence.deliveries()).filteredOn(delivery -> !delivery.pushed())
                    .as("what was missed, and was asked for").isNotEmpty();
            assertThat(LongStream.rangeClosed(1, head).boxed().toList()).isEqualTo(log(ana, busy));
        } finally {
            devices.forEach(Device::close);
            links.forEach(WeakLink::close);
        }
    }

    private static Timeline<Integer> of(Device device, String roomId) {
        return Objects.requireNonNull(device.rooms().get(roomId));
    }

    private URI connect() {
        var link = new WeakLink(whispra.base());
        links.add(link);
        return link.base();
    }

    /** The seq of the last message. */
    private long writeWhileTheNetworkFails(Account ana, String roomId) throws Exception {
        var messages = SECONDS * A_SECOND;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var weak = links.stream().map(link -> {
                var own = new Random(random.nextLong());
                return threads.submit(() -> {
                    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
                    while (System.nanoTime() < until) {
                        TimeUnit.MILLISECONDS.sleep(own.nextLong(2_000));
                        link.lose(Duration.ofMillis(own.nextLong(100, 1_500)));
                    }
                    return null;
                });
            }).toList();
            var begin = System.nanoTime();
            var last = 0L;
            for (var n = 1; n <= messages; n++) {
                last = say(ana, roomId, n);
                var due = begin + n * TimeUnit.SECONDS.toNanos(1) / A_SECOND;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            }
            for (var one : weak) {
                one.get();
            }
            return last;
        }
    }

    private static String group(Account ana, List<Account> people, String name) {
        var body = Json.object("{'clientId': '%s', 'type': 'group', 'name': '%s'}", name, name);
        var ids = body.putArray("participantIds");
        people.forEach(person -> ids.add(person.id()));
        var answer = Api.patiently(() -> ana.api().post("/api/v1/rooms", body));
        assertThat(answer.status()).isIn(200, 201);
        return answer.body().path("id").asString();
    }

    private static long say(Account ana, String roomId, int n) {
        var body = Json.object("{'clientId': 'm%d', 'type': 'text', 'content': 'Message %d'}", n, n);
        var answer = Api.patiently(() -> ana.api().post("/api/v1/rooms/" + roomId + "/messages", body));
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
        return answer.body().path("message").path("seq").asLong();
    }

    private static List<Long> log(Account ana, String roomId) {
        var seqs = new ArrayList<Long>();
        for (var more = true; more;) {
            var after = seqs.isEmpty() ? 0 : seqs.getLast();
            var page = ana.api().get("/api/v1/rooms/%s/entries?limit=200&after=%d".formatted(roomId, after))
                    .expect(200);
            page.path("entries").forEach(entry -> seqs.add(entry.path("seq").asLong()));
            more = page.path("hasMore").asBoolean();
        }
        return seqs;
    }
}
