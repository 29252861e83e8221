package io.whispra.embedded;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static void write(MongoCollection<Document> documents, int value) {
        var fields = new Document();
        IntStream.range(0, FIELDS).forEach(i -> fields.append("field" + i, value));
        documents.updateOne(ONE, new Document("$set", fields), new UpdateOptions().upsert(true));
    }
}
