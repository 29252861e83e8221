package io.whispra.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.whispra.auth.revocation.Revocations;
import io.whispra.embedded.junit.KafkaExtension;
import io.whispra.embedded.junit.MongoExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole service on a port of its own, with a database, cheap hashes and a clock that stands still. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "whispra.password.hashing.memory=1MB",
        "whispra.throttle.enabled=false", "whispra.password.hashing.iterations=1", "whispra.relay.pause=500ms",
        "whispra.relay.rest=1", "whispra.files.poll=100ms",
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
        properties(registry::add);
    }

    private static void properties(BiConsumer<String, Supplier<Object>> registry) {
        registry.accept("spring.mongodb.uri", MONGO::uri);
        registry.accept("spring.kafka.bootstrap-servers", KAFKA::bootstrapServers);
        registry.accept("whispra.kafka.user-events-topic", () -> TOPIC);
        registry.accept("WEB_ORIGINS", () -> "https://chat.example.org, https://other.example.org");
        registry.accept("SIGNING_KEYS", Installation.KEYS::toString);
        registry.accept("SERVICE_CLIENTS", Installation.CLIENTS::toString);
    }

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired Revocations revocations) {
        api = new Api(port);
        Awaitility.await().until(revocations::isKnown);
    }

    /** Another instance on the same database; its clock is the real one. */
    protected static ConfigurableApplicationContext anotherInstance(Map<String, String> properties) {
        var all = new LinkedHashMap<String, String>();
        properties((name, value) -> all.put(name, value.get().toString()));
        all.putAll(Map.of("server.port", "0", "management.server.port", "0", "whispra.password.hashing.memory", "1MB",
                "whispra.password.hashing.iterations", "1"));
        all.putAll(properties);
        var arguments = all.entrySet().stream().map(one -> "--" + one.getKey() + "=" + one.getValue()).toList();
        return new SpringApplicationBuilder(AuthService.class).run(arguments.toArray(String[]::new));
    }

    protected static Api apiOf(ConfigurableApplicationContext instance) {
        return new Api(instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    protected static int readiness(ConfigurableApplicationContext instance) {
        var port = instance.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        return new Api(port).ask(HttpMethod.GET, "/actuator/health/readiness", "", _ -> {}).status();
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
