package io.whispra.gateway.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.whispra.embedded.junit.KafkaExtension;
import io.whispra.gateway.revocation.RevocationReader.Reading;
import io.whispra.gateway.revocation.UserEvent.SessionRevoked;
import io.whispra.gateway.revocation.UserEvent.UserDeleted;
import io.whispra.gateway.revocation.UserEvent.UserUpdated;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class RevocationReaderTest {

    @RegisterExtension
    static final KafkaExtension kafka = new KafkaExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RevocationProperties properties = new RevocationProperties(Duration.ofMinutes(11),
            Duration.ofMinutes(1), 100, Duration.ofMillis(100), DataSize.ofKilobytes(16), Duration.ofSeconds(2),
            Duration.ofMillis(100));
    private final Revocations revocations = new Revocations(properties, Clock.systemUTC(), new SimpleMeterRegistry());
    private final Counter skipped = new SimpleMeterRegistry().counter("skipped");
    private final List<UserEvent> heard = new CopyOnWriteArrayList<>();
    private final String topic = kafka.existingTopic("read-" + System.nanoTime());
    private final io.whispra.embedded.junit.UserEvents auth = new io.whispra.embedded.junit.UserEvents(
            kafka.bootstrapServers(), topic);
    private volatile String brokers = kafka.bootstrapServers();
    private final RevocationReader reader = new RevocationReader(this::consumer,
            new UserTopic(topic, properties, Clock.systemUTC()),
            new UserEvents(revocations, heard::add, JsonMapper.shared(), properties), revocations,
            new Reading(properties, skipped));

    @AfterEach
    void stop() {
        reader.stop();
    }

    @Test
    void t9_whatWasSaidBeforeIsKnownWhenTheReaderHasCaughtUpAndWhatIsNoEventIsSkipped() {
        auth.sessionRevoked("anna", "s1", "logout");
        auth.odd("session.revoked", "no json".getBytes(UTF_8));
        auth.odd("user.updated", "{\"userId\":\"anna\",\"name\":7}".getBytes(UTF_8));
        auth.odd("user.deleted", "{\"userId\":\"../anna\"}".getBytes(UTF_8));
        auth.odd("", "{}".getBytes(UTF_8));
        auth.odd("session.started", "anything".getBytes(UTF_8));
        auth.sessionRevoked("ben", "s2", "disabled");
        auth.userUpdated("carl", "Carl");
        auth.userDeleted("dora");
        assertThat(revocations.isKnown()).isFalse();

        reader.start();

        Awaitility.await().atMost(PATIENCE).until(revocations::isKnown);
        assertThat(revocations.isRevoked("s1", "anna")).isTrue();
        assertThat(revocations.isRevoked("s2", "ben")).isTrue();
        assertThat(revocations.isRevoked("any", "dora")).isTrue();
        assertThat(revocations.isRevoked("any", "anna")).isFalse();
        assertThat(skipped.count()).isEqualTo(4);
        assertThat(heard).containsExactlyInAnyOrder(new SessionRevoked("anna", "s1", false),
                new SessionRevoked("ben", "s2", true),
                new UserUpdated("carl", "Carl", "/api/v1/attachments/0198c0de-0000-7000-8000-0000000000c1/content"),
                new UserDeleted("dora"));
    }

    @Test
    void t9_withoutKafkaNothingIsKnownUntilItIsThere() {
        auth.sessionRevoked("anna", "s1", "logout");
        brokers = "127.0.0.1:1";
        reader.start();
        Awaitility.await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> !revocations.isKnown());

        brokers = kafka.bootstrapServers();

        Awaitility.await().atMost(PATIENCE).until(revocations::isKnown);
        assertThat(revocations.isRevoked("s1", "anna")).isTrue();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", brokers, "auto.offset.reset", "none",
                "enable.auto.commit", false, "request.timeout.ms", 1_000, "default.api.timeout.ms", 1_000),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
