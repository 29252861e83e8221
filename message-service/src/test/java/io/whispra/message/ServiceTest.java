package io.whispra.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.whispra.embedded.junit.IssuerExtension;
import io.whispra.embedded.junit.KafkaExtension;
import io.whispra.embedded.junit.MongoExtension;
import io.whispra.message.revocation.Revocations;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service as it ships, on a real port, on real stores; the media service is stood in for. One context for all classes. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class ServiceTest {

    protected static final String TOPIC = "whispra.room.entries.v1";
    protected static final String USER_TOPIC = "whispra.user.events.v1";

    @RegisterExtension
    protected static final MongoExtension mongo = new MongoExtension();

    @RegisterExtension
    protected static final KafkaExtension kafka = new KafkaExtension();

    @RegisterExtension
    protected static final IssuerExtension issuer = new IssuerExtension();

    protected static final MediaStandIn media = new MediaStandIn();

    private static final AtomicInteger names = new AtomicInteger();

    @LocalServerPort
    private int port;

    protected Client client = new Client(0, issuer);

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry registry) {
        properties(kafka.bootstrapServers(), registry::add);
    }

    private interface Sink {
        void add(String name, Supplier<Object> value);
    }

    private static void properties(String brokers, Sink sink) {
        sink.add("spring.mongodb.uri", mongo::uri);
        sink.add("spring.kafka.bootstrap-servers", () -> brokers);
        sink.add("whispra.kafka.entries-topic", () -> kafka.topic(TOPIC));
        sink.add("whispra.kafka.user-events-topic", () -> kafka.existingTopic(USER_TOPIC));
        sink.add("whispra.token.issuer", issuer::issuer);
        sink.add("whispra.token.jwks-uri", () -> issuer.jwksUri().toString());
        sink.add("whispra.send.media-url", media::url);
        sink.add("spring.security.oauth2.client.provider.whispra.token-uri", () -> issuer.tokenUri().toString());
        sink.add("spring.security.oauth2.client.registration.whispra.client-secret", () -> "of-the-test");
        sink.add("management.server.port", () -> 0);
        sink.add("whispra.rate.send", () -> "off");
    }

    @Autowired
    private Revocations revocations;

    @BeforeEach
    void connect() {
        Awaitility.setDefaultTimeout(Client.PATIENCE);
        Awaitility.await().until(revocations::isKnown);
        client = new Client(port, issuer);
        media.reset();
    }

    /** Another instance on the same stores, which lets people in. */
    protected static ConfigurableApplicationContext anotherInstance() {
        var instance = instanceOn(kafka.bootstrapServers());
        Awaitility.await().until(instance.getBean(Revocations.class)::isKnown);
        return instance;
    }

    /** Another instance on the same database, with these brokers. */
    protected static ConfigurableApplicationContext instanceOn(String brokers, String... properties) {
        var arguments = new ArrayList<>(List.of("--server.port=0"));
        for (var property : properties) {
            arguments.add("--" + property);
        }
        properties(brokers, (name, value) -> {
            if (Stream.of(properties).noneMatch(property -> property.startsWith(name + "="))) {
                arguments.add("--" + name + "=" + value.get());
            }
        });
        return new SpringApplicationBuilder(MessageService.class).run(arguments.toArray(String[]::new));
    }

    protected static Client clientOf(ConfigurableApplicationContext instance) {
        return new Client(instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class), issuer);
    }

    /** An id that no other test uses. */
    protected static String unique(String prefix) {
        return prefix + "-" + names.incrementAndGet();
    }
}
