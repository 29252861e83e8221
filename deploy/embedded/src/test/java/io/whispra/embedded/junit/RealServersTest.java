package io.whispra.embedded.junit;

import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** That {@code -Pdocker} does bring the real ones; the other tests of this package then run on them too. */
@RequiresDocker
class RealServersTest {
    @Test
    void mongoIsAReplicaSetOfVersion8() {
        var mongo = new MongoExtension();
        try (var client = MongoClients.create(mongo.uri())) {
            var database = client.getDatabase(mongo.database());
            assertThat(database.runCommand(new Document("buildInfo", 1)).getString("version")).startsWith("8.");
            assertThat(database.runCommand(new Document("hello", 1))).containsKey("setName");
        }
    }
}
