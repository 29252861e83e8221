package io.whispra.message.revocation;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.embedded.EmbeddedKafka;
import io.whispra.embedded.junit.UserEvents;
import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of tokens when the auth service says that a session or a person is gone, from samples of its contract. */
class RevocationReaderTest extends ServiceTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration PATIENTLY = Duration.ofSeconds(30);

    private final UserEvents auth = new UserEvents(kafka.bootstrapServers(), kafka.existingTopic(USER_TOPIC));
    private final String room = unique("revocation");
    private final String session = UUID.randomUUID().toString();
    private final String token = issuer.userToken("anna", session);

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void makeRoom() {
        client.newRoom(room, "anna");
    }

    @Test
    void t9_rememberedTokenOfARevokedSessionIsRefusedWithinTwoSeconds() {
        assertThat(status(client, token)).isEqualTo(200);
        assertThat(status(client, token)).isEqualTo(200);

        auth.sessionRevoked("anna", session, "logout");

        Awaitility.await().atMost(AT_ONCE).until(() -> status(client, token) == 401);
        assertThat(status(client, issuer.userToken("anna", session))).isEqualTo(401);
        assertThat(status(client, issuer.userToken("anna", "another"))).isEqualTo(200);
    }

    @Test
    void t9_t10_allTokensOfADeletedPersonAreRefusedWithinTwoSeconds() {
        var person = unique("gone");
        client.newRoom(room + "-of-one", person);
        var two = new String[]{issuer.userToken(person), issuer.userToken(person)};
        assertThat(status(client, two[0], room + "-of-one")).isEqualTo(200);

        auth.userDeleted(person);

        Awaitility.await().atMost(AT_ONCE).until(() -> status(client, two[0], room + "-of-one") == 401);
        assertThat(status(client, two[1], room + "-of-one")).isEqualTo(401);
        assertThat(status(client, token)).isEqualTo(200);
    }

    @Test
    void recordsThatAreNoEventsAreSkippedAndCounted() {
        double before = skipped();
        auth.odd("session.revoked", "no json".getBytes(UTF_8));
        auth.odd("session.revoked", "{\"sessionId\":7}".getBytes(UTF_8));
        auth.odd("session.revoked", ("{\"sessionId\":\"" + "s".repeat(65) + "\"}").getBytes(UTF_8));
        auth.odd("user.deleted", ("{\"userId\":\"anna\",\"a\":\"" + "x".repeat(20_000) + "\"}").getBytes(UTF_8));
        auth.odd("user.deleted", "[".repeat(5_000).getBytes(UTF_8));
        auth.odd("", "{}".getBytes(UTF_8));
        auth.odd("session.started", "no json".getBytes(UTF_8));
        auth.userUpdated("anna", "Anna");
        auth.sessionRevoked("anna", session, "ended");

        Awaitility.await().atMost(PATIENTLY).until(() -> status(client, token) == 401 && skipped() == before + 6);
        assertThat(status(client, issuer.userToken("anna"))).isEqualTo(200);
    }

    @Test
    void t9_withoutKafkaNobodyIsLetInAtFirstAndWhatWasRevokedBeforeIsRefusedWhenItIsThereAndWhileItIsAwayAgain(
            @TempDir Path directory) throws Exception {
        int port = freePort();
        int controllerPort = freePort();
        var address = "127.0.0.1:" + port;
        var events = new UserEvents(address, kafka.topic(USER_TOPIC));
        try (var instance = instanceOn(kafka.bootstrapServers(),
                "spring.kafka.consumer.bootstrap-servers=" + address)) {
            var asked = clientOf(instance);
            assertThat(status(asked, token)).isEqualTo(503);
            assertThat(readiness(instance)).isEqualTo(503);
            assertThat(asked.internal("/internal/v1/users/anna/rooms").status()).isEqualTo(200);
            assertThat(status(asked, issuer.forgedToken("anna"))).isEqualTo(401);

            try (var _ = EmbeddedKafka.start(directory, port, controllerPort)) {
                makeTopic(address);
                events.sessionRevoked("anna", session, "password");
                Awaitility.await().atMost(PATIENTLY).until(() -> {
                    assertThat(status(asked, token)).isIn(401, 503);
                    return readiness(instance) == 200;
                });
                Awaitility.await().atMost(AT_ONCE).until(() -> status(asked, token) == 401);
            }
            var other = UUID.randomUUID().toString();
            var later = issuer.userToken("anna", other);
            assertThat(status(asked, token)).isEqualTo(401);
            assertThat(status(asked, later)).isEqualTo(200);
            assertThat(readiness(instance)).isEqualTo(200);

            try (var _ = EmbeddedKafka.start(directory, port, controllerPort)) {
                events.sessionRevoked("anna", other, "logout");
                Awaitility.await().atMost(PATIENTLY).until(() -> status(asked, later) == 401);
            }
        }
    }

    @Test
    void t9_instanceNeverLetsInWhoWasShutOutBeforeItStarted() {
        auth.sessionRevoked("anna", session, "password");
        try (var next = instanceOn(kafka.bootstrapServers())) {
            var asked = clientOf(next);
            Awaitility.await().atMost(PATIENTLY).pollInterval(Duration.ofMillis(10)).until(() -> {
                int ready = readiness(next);
                int status = status(asked, token);
                assertThat(status).isIn(401, ready == 200 ? 401 : 503);
                return ready == 200;
            });
            assertThat(status(asked, issuer.userToken("anna"))).isEqualTo(200);
        }
    }

    private static void makeTopic(String brokers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(kafka.topic(USER_TOPIC), 2, (short) 1))).all().get();
        }
    }

    private double skipped() {
        return meters.get("whispra.revocation.skipped").counter().count();
    }

    private int status(Client asked, String with) {
        return status(asked, with, room);
    }

    private static int status(Client asked, String with, String of) {
        return asked.http()
                .get()
                .uri("/api/v1/rooms/{id}/messages", of)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + with)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private static int readiness(ConfigurableApplicationContext instance) {
        return RestClient.create()
                .get()
                .uri("http://127.0.0.1:" + instance.getEnvironment().getProperty("local.management.port")
                        + "/actuator/health/readiness")
                .exchange((_, response) -> response.getStatusCode().value());
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
