package io.whispra.media;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.whispra.embedded.EmbeddedKafka;
import io.whispra.media.attachment.Attachments;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.http.client.ReactorResourceFactory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

/** An instance of its own, with a database of its own, whose broker goes and comes back. */
class KafkaAwayTest extends RunningService {
    private final String anna = newId();
    private final String room = newId();

    @Test
    void f12_uploadsAndLinksGoOnWithoutKafkaAndNothingIsLostOrForgottenUntold(@TempDir Path directory)
            throws Exception {
        int brokerPort = freePort();
        int controller = freePort();
        var brokers = "127.0.0.1:" + brokerPort;
        var first = EmbeddedKafka.start(directory, brokerPort, controller);
        makeTopics(brokers);
        try (var instance = instance(brokers)) {
            port = requireNonNull(instance.getEnvironment().getProperty("local.server.port", Integer.class));
            managementPort = requireNonNull(
                    instance.getEnvironment().getProperty("local.management.port", Integer.class));
            await().atMost(PATIENCE).untilAsserted(() -> readiness().expectStatus().isOk());
            first.close();

            var message = room + ":" + anna + ":" + newId();
            var kept = newImage(anna);
            claim(List.of(kept), anna, room, message).expectStatus().isOk();
            rooms.add(room, anna);
            get(anna, kept + "/link").expectStatus().isOk();
            var gone = newImage(anna);
            var key = "attachments/" + gone + "/";
            instance.getBean(Attachments.class).delete(gone).block(PATIENCE);
            await().atMost(PATIENCE).until(() -> storedKeys().stream().noneMatch(stored -> stored.startsWith(key)));
            assertThat(isKnown(instance, gone)).isTrue();
            readiness().expectStatus().isOk();

            try (var _ = EmbeddedKafka.start(directory, brokerPort, controller)) {
                await().atMost(PATIENCE).until(() -> !isKnown(instance, gone));
                new LogTopic(brokers, kafka.topic("entries")).message(message, 4, List.of(kept));
                await().atMost(PATIENCE).until(() -> isPlaced(instance, kept));
                await().atMost(PATIENCE).until(() -> !isUntold(instance, kept));
            }
        } finally {
            first.close();
        }
    }

    private static boolean isKnown(ConfigurableApplicationContext instance, String id) {
        return is(instance, where("_id").is(id));
    }

    private static boolean isPlaced(ConfigurableApplicationContext instance, String id) {
        return is(instance, where("_id").is(id).and("seq").is(4));
    }

    private static boolean isUntold(ConfigurableApplicationContext instance, String id) {
        return is(instance, where("_id").is(id).and("tell").is(true));
    }

    private static boolean is(ConfigurableApplicationContext instance, Criteria so) {
        return Boolean.TRUE.equals(
                instance.getBean(ReactiveMongoTemplate.class).exists(query(so), "attachments").block(PATIENCE));
    }

    private static ConfigurableApplicationContext instance(String brokers) {
        var arguments = new ArrayList<String>();
        parts((name, value) -> {
            if (!name.equals("spring.kafka.bootstrap-servers")) {
                arguments.add("--" + name + "=" + value.get());
            }
        });
        arguments.addAll(List.of("--spring.kafka.bootstrap-servers=" + brokers,
                "--spring.mongodb.database=whispra_media_away", "--server.port=0", "--management.server.port=0",
                "--whispra.upload.sweep-interval=200ms", "--whispra.event.sweep-interval=200ms",
                "--whispra.storage.endpoint=${embedded.s3}"));
        return new SpringApplicationBuilder(MediaService.class)
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(ReactorResourceFactory.class, KafkaAwayTest::ownThreads))
                .run(arguments.toArray(String[]::new));
    }

    /** An instance that is closed takes the shared ones with it, which the one under test needs. */
    private static ReactorResourceFactory ownThreads() {
        var own = new ReactorResourceFactory();
        own.setUseGlobalResources(false);
        return own;
    }

    private static void makeTopics(String brokers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(kafka.topic("people"), 2, (short) 1),
                    new NewTopic(kafka.topic("entries"), 2, (short) 1))).all().get();
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
