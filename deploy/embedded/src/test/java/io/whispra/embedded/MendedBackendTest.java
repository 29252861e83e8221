package io.whispra.embedded;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import de.bwaldvogel.mongo.MongoServer;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MendedBackendTest {
    private static final int WRITES = 2_000;
    private static final int FIELDS = 50;
    private static final Document ONE = new Document("_id", "one");

    @Test
    void nobodyReadsHalfOfAWrite() {
        try (var mongo = EmbeddedMongo.inMemory(); var client = MongoClients.create(mongo.uri("halves"))) {
            var documents = client.getDatabase("halves").getCollection("documents");
            write(documents, 0);
            var writer = CompletableFuture.runAsync(() -> {
                for (int n = 1; n <= WRITES; n++) {
                    write(documents, n);
                }
            });
            while (!writer.isDone()) {
                var read = documents.find(ONE).into(new ArrayList<>()).getFirst();
                assertThat(IntStream.range(0, FIELDS).map(i -> read.getInteger("field" + i)).distinct().count())
                        .isEqualTo(1);
            }
            writer.join();
        }
    }

    @Test
    void f24_aStoreThatHadToCloseIsAServerThatShutsDown() {
        var store = MVStore.open(null);
        var server = new MongoServer(new MendedBackend(store));
        server.bind(Ports.LOOPBACK, 0);
        try (var client = MongoClients
                .create("mongodb://" + Ports.LOOPBACK + ":" + server.getLocalAddress().getPort())) {
            var documents = client.getDatabase("full").getCollection("documents");
            documents.insertOne(new Document("_id", 1));

            store.closeImmediately();

            assertThatThrownBy(() -> documents.insertOne(new Document("_id", 2)))
                    .isInstanceOf(MongoNodeIsRecoveringException.class);
        } finally {
            server.shutdownNow();
        }
    }

    private static void write(MongoCollection<Document> documents, int value) {
        var fields = new Document();
        IntStream.range(0, FIELDS).forEach(i -> fields.append("field" + i, value));
        documents.updateOne(ONE, new Document("$set", fields), new UpdateOptions().upsert(true));
    }
}
