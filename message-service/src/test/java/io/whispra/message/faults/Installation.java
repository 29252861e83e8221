package io.whispra.message.faults;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import com.mongodb.MongoClientSettings;
import io.whispra.embedded.junit.IssuerExtension;
import io.whispra.embedded.junit.KafkaExtension;
import io.whispra.embedded.junit.MongoExtension;
import io.whispra.message.Client;
import io.whispra.message.MessageService;
import io.whispra.message.revocation.Revocations;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Stores that only the test's own instances use: what none of them publishes, nobody does. */
final class Installation {

    private static final String TOPIC = "whispra.room.entries.v1";

    private final MongoExtension mongo = new MongoExtension();
    private final KafkaExtension kafka = new KafkaExtension();
    private final IssuerExtension issuer = new IssuerExtension();

    String mongoUri() {
        return mongo.uri();
    }

    String database() {
        return mongo.database();
    }

    KafkaExtension kafka() {
        return kafka;
    }

    String topic() {
        return kafka.topic(TOPIC);
    }

    /** The properties of an instance on these stores, as arguments, some of them replaced. */
    List<String> arguments(Map<String, String> instead) {
        var properties = new TreeMap<>(Map.of(
                "spring.mongodb.uri", mongo.uri(),
                "whispra.kafka.entries-topic", topic(),
                "whispra.kafka.user-events-topic", kafka.existingTopic("whispra.user.events.v1"),
                // Also where the broker of the entries is broken.
                "spring.kafka.consumer.bootstrap-servers", kafka.bootstrapServers(),
                "whispra.token.issuer", issuer.issuer(),
                "whispra.token.jwks-uri", issuer.jwksUri().toString(),
                "spring.security.oauth2.client.provider.whispra.token-uri", issuer.tokenUri().toString(),
                "spring.security.oauth2.client.registration.whispra.client-secret", "of-the-test",
                "management.server.port", "0",
                "server.port", "0"));
        properties.put("whispra.rate.send", "off");
        properties.putAll(instead);
        properties.computeIfAbsent("spring.kafka.bootstrap-servers", _ -> kafka.bootstrapServers());
        var arguments = new ArrayList<String>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    Instance start(Map<String, String> instead) {
        return start(instead, Clock.systemUTC());
    }

    Instance start(Map<String, String> instead, Clock clock) {
        var context = new SpringApplicationBuilder(MessageService.class)
                .initializers(starting -> {
                    var beans = (GenericApplicationContext) starting;
                    beans.registerBean("clockOfTheTest", Clock.class, () -> clock, bean -> bean.setPrimary(true));
                    beans.registerBean(MongoClientSettingsBuilderCustomizer.class, () -> Installation::soonHealed);
                })
                .run(arguments(instead).toArray(String[]::new));
        Awaitility.await().until(context.getBean(Revocations.class)::isKnown);
        return new Instance(context,
                client(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
    }

    /** A driver whose connection breaks looks for the server again after half a second; here sooner, to break more often. */
    private static void soonHealed(MongoClientSettings.Builder driver) {
        driver.applyToServerSettings(server -> server.minHeartbeatFrequency(20, TimeUnit.MILLISECONDS));
    }

    Client client(int port) {
        return new Client(port, issuer);
    }

    /** One that runs in this JVM. */
    record Instance(ConfigurableApplicationContext context, Client client) implements AutoCloseable {

        int managementPort() {
            return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
