package io.whispra.gateway;

import java.net.URI;
import java.time.Duration;

import io.whispra.embedded.junit.IssuerExtension;
import io.whispra.embedded.junit.KafkaExtension;
import io.whispra.embedded.junit.UserEvents;
import io.whispra.gateway.revocation.Revocations;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A whole gateway on a port of its own, with a real Kafka, a real issuer and services that stand in for the others. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class OnGateway {

    @RegisterExtension
    protected static final KafkaExtension kafka = new KafkaExtension();

    @RegisterExtension
    protected static final IssuerExtension issuer = new IssuerExtension();

    protected static final int MAX_SESSIONS = 40;

    protected static final StandIn auth = StandIn.start("auth");
    protected static final StandIn room = StandIn.start("room", new RoomAnswers());
    protected static final MessageLog log = new MessageLog();
    protected static final StandIn message = StandIn.start("message", log);
    protected static final StandIn otherMessage = StandIn.start("message-2", log);
    protected static final StandIn media = StandIn.start("media");

    @LocalServerPort
    protected int port;

    static {
        // What is so already is not waited for.
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        kafka.createTopic(topic(), 4);
        registry.add("management.server.port", () -> 0);
        registry.add("spring.kafka.bootstrap-servers", kafka::bootstrapServers);
        registry.add("whispra.kafka.entries-topic", OnGateway::topic);
        registry.add("whispra.kafka.user-events-topic", () -> kafka.existingTopic("people"));
        registry.add("whispra.kafka.signals-topic", OnGateway::signals);
        registry.add("whispra.kafka.presence-topic", () -> kafka.topic("presence"));
        registry.add("whispra.token.issuer", issuer::issuer);
        registry.add("whispra.token.jwks-uri", issuer::jwksUri);
        registry.add("spring.security.oauth2.client.provider.whispra.token-uri", issuer::tokenUri);
        registry.add("spring.security.oauth2.client.registration.whispra.client-secret", () -> "test");
        registry.add("whispra.services.auth", auth::uri);
        registry.add("whispra.services.room", room::uri);
        registry.add("whispra.services.messages", () -> message.uri() + "," + otherMessage.uri());
        registry.add("whispra.services.media", media::uri);
        registry.add("whispra.chat.max-sessions", () -> "${test.max-sessions:" + MAX_SESSIONS + "}");
        registry.add("whispra.edge.rates.address", () -> "100000/1ms");
        registry.add("whispra.presence.grace", () -> "300ms");
        registry.add("whispra.presence.heartbeat", () -> "500ms");
        registry.add("whispra.presence.dead-after", () -> "3s");
        registry.add("whispra.presence.batch-pause", () -> "200ms");
        registry.add("whispra.presence.tick", () -> "20ms");
        registry.add("whispra.presence.watch-pause", () -> "100ms");
        registry.add("whispra.hub.resync-after", () -> "2s");
        registry.add("whispra.chat.epoch-check", () -> "1h");
        registry.add("whispra.edge.response-timeout", () -> "1s");
        registry.add("whispra.upstream.response-timeout", () -> "2s");
        registry.add("whispra.instances.silence", () -> "400ms");
        registry.add("whispra.instances.pause", () -> "20ms");
        registry.add("whispra.instances.max-pause", () -> "40ms");
        registry.add("whispra.connection.header-timeout", () -> "2s");
        registry.add("whispra.files.endpoint", () -> "https://files.whispra.test");
    }

    @Autowired
    private Revocations revocations;

    @BeforeEach
    void letPeopleIn() {
        Awaitility.await().until(revocations::isKnown);
    }

    @BeforeAll
    static void forget() {
        StandIn.all().forEach(StandIn::forget);
        log.clear();
    }

    /** What the auth service says. */
    protected static UserEvents people() {
        return new UserEvents(kafka.bootstrapServers(), kafka.topic("people"));
    }

    protected static String signals() {
        return kafka.topic("signals");
    }

    protected static String topic() {
        return kafka.topic("entries");
    }

    protected WebTestClient client() {
        return WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    protected URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
