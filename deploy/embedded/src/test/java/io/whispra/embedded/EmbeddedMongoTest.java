package io.whispra.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.mongodb.ErrorCategory.DUPLICATE_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class EmbeddedMongoTest {
    @TempDir
    Path directory;

    @Test
    void dataAndUniqueIndexesSurviveAReopen() {
        Path file = directory.resolve("data/store");
        try (var mongo = EmbeddedMongo.onDisk(file, 0); var client = client(mongo)) {
            var users = users(client);
            users.createIndex(Indexes.ascending("room", "email"), new IndexOptions().unique(true));
            users.insertOne(user("1", "ada@example.org"));
            refusesADuplicate(users);
        }
        try (var mongo = EmbeddedMongo.onDisk(file, 0); var client = client(mongo)) {
            var users = users(client);
            assertThat(users.find()).extracting(user -> user.get("email")).containsExactly("ada@example.org");
            refusesADuplicate(users);
        }
    }

    @Test
    void dataSurvivesAKillAndTheNextOpenSaysThatItWasOne() throws Exception {
        Path file = directory.resolve("store");
        Process process = startElsewhere(file);
        try (var client = MongoClients.create(firstLine(process))) {
            users(client).insertOne(user("1", "kept@example.org"));
            await().until(() -> Files.readString(file, StandardCharsets.ISO_8859_1).contains("kept@example.org"));
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (var mongo = EmbeddedMongo.onDisk(file, 0); var client = client(mongo)) {
            assertThat(mongo.wasStoppedCleanly()).isFalse();
            assertThat(users(client).countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void newAndClosedStoresWereStoppedCleanly() {
        Path file = directory.resolve("store");
        for (int open = 0; open < 3; open++) {
            try (var mongo = EmbeddedMongo.onDisk(file, 0)) {
                assertThat(mongo.wasStoppedCleanly()).isTrue();
            }
        }
    }

    @Test
    void answersTheHealthCheckOfSpringBoot() {
        try (var mongo = EmbeddedMongo.inMemory(); var client = client(mongo)) {
            for (String database : new String[]{"admin", "test"}) {
                Document hello = client.getDatabase(database).runCommand(new Document("hello", 1));
                assertThat(hello).containsEntry("isWritablePrimary", true).containsKeys("maxWireVersion", "ok");
            }
        }
    }

    @Test
    void memoryRefusesDuplicatesAsTheDiskDoes() {
        try (var mongo = EmbeddedMongo.inMemory(); var client = client(mongo)) {
            var users = users(client);
            users.createIndex(Indexes.ascending("room", "email"), new IndexOptions().unique(true));
            users.insertOne(user("1", "ada@example.org"));
            refusesADuplicate(users);
        }
    }

    @Test
    void dropsOneDatabaseAndNoOther() {
        try (var mongo = EmbeddedMongo.inMemory(); var client = client(mongo)) {
            client.getDatabase("one").getCollection("c").insertOne(new Document());
            client.getDatabase("other").getCollection("c").insertOne(new Document());
            mongo.drop("one");
            mongo.drop("never made");
            assertThat(client.getDatabase("one").getCollection("c").countDocuments()).isZero();
            assertThat(client.getDatabase("other").getCollection("c").countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void aTakenPortIsNamedAndTheStoreIsLeftAsItWas() throws IOException {
        Path file = directory.resolve("store");
        EmbeddedMongo.onDisk(file, 0).close();
        failsOnATakenPort(file);
        try (var mongo = EmbeddedMongo.onDisk(file, 0)) {
            assertThat(mongo.wasStoppedCleanly()).isTrue();
        }
        Files.delete(directory.resolve("store.clean"));
        failsOnATakenPort(file);
        try (var mongo = EmbeddedMongo.onDisk(file, 0)) {
            assertThat(mongo.wasStoppedCleanly()).isFalse();
        }
    }

    private static void failsOnATakenPort(Path file) {
        try (var other = EmbeddedMongo.inMemory()) {
            int taken = URI.create(other.uri("test")).getPort();
            assertThatIllegalStateException().isThrownBy(() -> EmbeddedMongo.onDisk(file, taken))
                    .withMessageContaining(Integer.toString(taken));
        }
    }

    private static void refusesADuplicate(MongoCollection<Document> users) {
        assertThatExceptionOfType(MongoWriteException.class)
                .isThrownBy(() -> users.insertOne(user("2", "ada@example.org")))
                .satisfies(e -> assertThat(e.getError().getCategory()).isEqualTo(DUPLICATE_KEY));
    }

    private static Process startElsewhere(Path file) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
                MongoElsewhere.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        return output.lines().filter(line -> line.startsWith("mongodb://")).findFirst().orElseThrow();
    }

    private static MongoClient client(EmbeddedMongo mongo) {
        return MongoClients.create(mongo.uri("test"));
    }

    private static MongoCollection<Document> users(MongoClient client) {
        return client.getDatabase("test").getCollection("users");
    }

    private static Document user(String id, String email) {
        return new Document("_id", id).append("room", "r").append("email", email);
    }
}
