package io.whispra.local.stack;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.whispra.local.process.Embedded;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is embedded is stopped and started in one process, and keeps its data and its port. */
@Timeout(60)
class StopAndStartTest {

    @TempDir
    Path folder;

    private Infrastructure infrastructure;
    private Topology topology;
    private DataFolder data;

    @BeforeEach
    void prepare() throws Exception {
        data = new DataFolder(folder);
        Files.createDirectories(data.secrets());
        topology = Topology.single(freeBase());
        infrastructure = new Infrastructure(topology, data, Secrets.in(data.secrets()), Map.of());
    }

    /** Connected all the time, as the services are. */
    @Test
    void f13_kafkaKeepsItsRecordsAndItsPortAndAProducerGoesOnWhenItIsBack() throws Exception {
        try (var producer = new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            try (var _ = part("kafka").start().call(); var admin = Admin.create(kafka())) {
                admin.createTopics(List.of(new NewTopic("log", 1, (short) 1))).all().get();
                producer.send(new ProducerRecord<>("log", "before")).get();
            }
            try (var _ = part("kafka").start().call()) {
                producer.send(new ProducerRecord<>("log", "after")).get();

                assertThat(read(2)).containsExactly("before", "after");
            }
        }
    }

    @Test
    void f20_mongodbKeepsItsDocumentsAndItsPortAndBeginsNoNewEpoch() throws Exception {
        var uri = infrastructure.addresses(Service.MESSAGE_SERVICE).get("MONGODB_URI");
        try (var _ = part("mongodb").start().call(); var client = MongoClients.create(String.valueOf(uri))) {
            documents(client).insertOne(new Document("_id", 1));
        }
        try (var _ = part("mongodb").start().call(); var client = MongoClients.create(String.valueOf(uri))) {
            documents(client).insertOne(new Document("_id", 2));

            assertThat(documents(client).find().map(found -> found.getInteger("_id"))).containsExactly(1, 2);
            assertThat(data.isNewEpochDemanded()).isFalse();
        }
    }

    private static MongoCollection<Document> documents(MongoClient client) {
        return client.getDatabase("whispra_messages").getCollection("messages");
    }

    private Embedded part(String name) {
        return infrastructure.embedded().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + topology.kafka(), "reconnect.backoff.max.ms", 200);
    }

    private List<String> read(int count) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer())) {
            var log = List.of(new TopicPartition("log", 0));
            consumer.assign(log);
            consumer.seekToBeginning(log);
            while (values.size() < count) {
                consumer.poll(Duration.ofMillis(100)).forEach(it -> values.add(it.value()));
            }
        }
        return values;
    }

    /** Of a block, of which only the stores' ports are used. */
    private static int freeBase() throws Exception {
        for (var base = 24_000; base < 32_000; base += 100) {
            var topology = Topology.single(base);
            try (var _ = new ServerSocket(topology.mongodb());
                    var _ = new ServerSocket(topology.kafka());
                    var _ = new ServerSocket(topology.kafkaController())) {
                return base;
            } catch (java.net.BindException _) {
                // Somebody else's.
            }
        }
        throw new IllegalStateException("no free block of ports");
    }
}
