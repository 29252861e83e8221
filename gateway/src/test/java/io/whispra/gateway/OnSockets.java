package io.whispra.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.whispra.gateway.MessageLog.Line;
import io.whispra.gateway.SocketClient.Wire;
import io.whispra.gateway.hub.Hub;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** People with real sockets of both kinds, and Kafka between them and the log. */
public abstract class OnSockets extends OnGateway {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final long PACE_NANOS = Duration.ofSeconds(1).dividedBy(200).toNanos();

    private final List<SocketClient> clients = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", "0"), new ByteArraySerializer(),
            new ByteArraySerializer());

    @Autowired
    private Hub hub;

    @BeforeEach
    void begin() {
        log.clear();
        Awaitility.await().atMost(PATIENCE).until(hub::isListening);
    }

    @AfterEach
    void end() {
        clients.forEach(SocketClient::close);
        producer.close();
    }

    protected static String newId() {
        return UUID.randomUUID().toString();
    }

    /** One socket of each kind for a user, both ready. */
    protected List<SocketClient> both(String userId) {
        return IntStream.range(0, 2).mapToObj(i -> open(userId, Wire.of(i))).toList().stream().map(SocketClient::ready)
                .toList();
    }

    protected SocketClient open(String userId, Wire wire) {
        return openWith(issuer.userToken(userId), wire);
    }

    protected SocketClient openWith(String token, Wire wire) {
        var client = SocketClient.open(port, token, wire);
        clients.add(client);
        return client;
    }

    protected void publish(Line line) {
        var _ = producer.send(line.published(topic()));
    }

    /** Does something 200 times a second. */
    protected static void flow(int times, IntConsumer step) {
        var began = System.nanoTime();
        for (var i = 0; i < times; i++) {
            step.accept(i);
            LockSupport.parkNanos(began + (i + 1) * PACE_NANOS - System.nanoTime());
        }
    }

    /** It gets exactly the entries of a room after one seq up to another, each once, in order. */
    protected static void gets(SocketClient client, String roomId, long after, long last) {
        var all = LongStream.rangeClosed(after + 1, last).boxed().toList();
        Awaitility.await()
                .pollInterval(SHORT)
                .atMost(PATIENCE)
                .until(() -> client.seqs(roomId).size() >= all.size());
        assertThat(client.seqs(roomId)).isEqualTo(all);
    }
}
