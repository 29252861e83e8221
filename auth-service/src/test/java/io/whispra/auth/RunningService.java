package io.whispra.auth;

import java.util.List;

import io.whispra.embedded.junit.KafkaExtension;
import io.whispra.embedded.junit.MongoExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole service on a port of its own, with a database, cheap hashes and a clock that stands still. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "whispra.password.hashing.memory=1MB",
        "whispra.throttle.enabled=false", "whispra.password.hashing.iterations=1", "whispra.relay.pause=500ms",
        "whispra.relay.rest=1",
        "whispra.password.hashing.queue=200"})
@Import(PinnedTime.class)
public abstract class RunningService {

    protected static final MongoExtension MONGO = new MongoExtension();
    protected static final KafkaExtension KAFKA = new KafkaExtension();
    protected static final String TOPIC = KAFKA.topic("whispra.user.events.v1");
    private static final UserTopic USERS = new UserTopic(KAFKA, TOPIC);

    @Autowired
    protected TestClock clock;

    protected Api api;

    @DynamicPropertySource
    static void installation(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", MONGO::uri);
        registry.add("spring.kafka.bootstrap-servers", KAFKA::bootstrapServers);
        registry.add("whispra.kafka.user-events-topic", () -> TOPIC);
        registry.add("WEB_ORIGINS", () -> "https://chat.example.org, https://other.example.org");
        registry.add("SIGNING_KEYS", Installation.KEYS::toString);
        registry.add("SERVICE_CLIENTS", Installation.CLIENTS::toString);
    }

    @BeforeEach
    void connect(@LocalServerPort int port) {
        api = new Api(port);
    }

    /** What others were told of a person up to now, each event once. */
    protected static List<UserTopic.Event> told(String userId) {
        return USERS.of(userId);
    }

    /** Waits until others were told that the session ended, and why. */
    protected static void assertRevoked(String sessionId, String reason) {
        Awaitility.await().untilAsserted(() -> assertThat(USERS.all()).filteredOn(
                event -> event.type().equals("session.revoked") && event.text("sessionId").equals(sessionId))
                .extracting(event -> event.text("reason"))
                .containsOnly(reason)
                .isNotEmpty());
    }
}
