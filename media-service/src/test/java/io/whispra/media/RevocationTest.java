package io.whispra.media;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.embedded.EmbeddedKafka;
import io.whispra.embedded.junit.UserEvents;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.client.RestClient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of tokens when the auth service says that a session or a person is gone, from samples of its contract. */
class RevocationTest extends RunningService {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration PATIENTLY = Duration.ofSeconds(30);

    private final UserEvents auth = new UserEvents(kafka.bootstrapServers(), kafka.topic("people"));
    private final String session = UUID.randomUUID().toString();
    private final String token = issuer.userToken("anna", session);

    @Autowired
    private MeterRegistry meters;

    @Test
    void t9_t10_rememberedTokensAreRefusedWithinTwoSeconds() {
        var gone = "gone-" + session;
        var other = issuer.userToken(gone);
        assertThat(status(port, token)).isEqualTo(404);
        assertThat(status(port, other)).isEqualTo(404);

        auth.sessionRevoked("anna", session, "logout");
        Awaitility.await().atMost(AT_ONCE).until(() -> status(port, token) == 401);
        assertThat(status(port, issuer.userToken("anna", session))).isEqualTo(401);
        assertThat(status(port, issuer.userToken("anna"))).isEqualTo(404);

        auth.userDeleted(gone);
        Awaitility.await().atMost(AT_ONCE).until(() -> status(port, other) == 401);
        assertThat(status(port, issuer.userToken(gone))).isEqualTo(401);
    }

    @Test
    void recordsThatAreNoEventsAreSkippedAndCounted() {
        double before = skipped();
        auth.odd("session.revoked", "no json".getBytes(UTF_8));
        auth.odd("user.deleted", ("{\"userId\":\"anna\",\"a\":\"" + "x".repeat(20_000) + "\"}").getBytes(UTF_8));
        auth.odd("", "{}".getBytes(UTF_8));
        auth.odd("session.started", "no json".getBytes(UTF_8));
        auth.userUpdated("anna", "Anna");
        auth.sessionRevoked("anna", session, "ended");

        Awaitility.await().atMost(PATIENTLY).until(() -> status(port, token) == 401 && skipped() == before + 3);
        assertThat(status(port, issuer.userToken("anna"))).isEqualTo(404);
    }

    @Test
    void t9_withoutKafkaNobodyIsLetInAtFirstAndWhatWasRevokedBeforeIsRefusedWhenItIsThereAndWhileItIsAwayAgain(
            @TempDir Path directory) throws Exception {
        int broker = freePort();
        int controller = freePort();
        var address = "127.0.0.1:" + broker;
        try (var instance = instance(address)) {
            int itsPort = instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            assertThat(status(itsPort, token)).isEqualTo(503);
            assertThat(readiness(instance)).isEqualTo(503);
            assertThat(status(itsPort, issuer.forgedToken("anna"))).isEqualTo(401);

            try (var _ = EmbeddedKafka.start(directory, broker, controller)) {
                makeTopic(address);
                new UserEvents(address, kafka.topic("people")).sessionRevoked("anna", session, "password");
                Awaitility.await().atMost(PATIENTLY).until(() -> {
                    assertThat(status(itsPort, token)).isIn(401, 503);
                    return readiness(instance) == 200;
                });
                Awaitility.await().atMost(AT_ONCE).until(() -> status(itsPort, token) == 401);
            }
            assertThat(status(itsPort, token)).isEqualTo(401);
            assertThat(status(itsPort, issuer.userToken("anna"))).isEqualTo(404);
            assertThat(readiness(instance)).isEqualTo(200);
        }
    }

    private static ConfigurableApplicationContext instance(String brokers) {
        var arguments = new ArrayList<String>();
        parts((name, value) -> arguments.add("--" + name + "=" + value.get()));
        arguments.addAll(List.of("--spring.kafka.consumer.bootstrap-servers=" + brokers, "--server.port=0",
                "--management.server.port=0", "--whispra.storage.endpoint=${embedded.s3}"));
        return new SpringApplicationBuilder(MediaService.class)
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(ReactorResourceFactory.class, RevocationTest::ownThreads))
                .run(arguments.toArray(String[]::new));
    }

    /** An instance that is closed takes the shared ones with it, which the one under test needs. */
    private static ReactorResourceFactory ownThreads() {
        var own = new ReactorResourceFactory();
        own.setUseGlobalResources(false);
        return own;
    }

    private double skipped() {
        return meters.get("whispra.revocation.skipped").counter().count();
    }

    private static int status(int port, String token) {
        return RestClient.create()
                .get()
                .uri("http://127.0.0.1:" + port + "/api/v1/attachments/nothing")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange((_, response) -> response.getStatusCode().value());
    }

    private static int readiness(ConfigurableApplicationContext instance) {
        return RestClient.create()
                .get()
                .uri("http://127.0.0.1:" + instance.getEnvironment().getProperty("local.management.port")
                        + "/actuator/health/readiness")
                .exchange((_, response) -> response.getStatusCode().value());
    }

    private static void makeTopic(String brokers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(kafka.topic("people"), 2, (short) 1))).all().get();
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
