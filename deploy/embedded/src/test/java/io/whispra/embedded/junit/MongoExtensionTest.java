package io.whispra.embedded.junit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

class MongoExtensionTest {
    private static final MongoExtension one = new MongoExtension();
    private static final MongoExtension other = new MongoExtension();

    @Test
    void instancesShareAServerAndNoData() {
        insertInto(one);
        assertThat(one.uri()).endsWith("/" + one.database());
        assertThat(other.uri()).isNotEqualTo(one.uri());
        assertThat(count(one)).isEqualTo(1);
        assertThat(count(other)).isZero();
    }

    @Test
    void theDatabaseIsDroppedAfterTheClassThatDeclaresTheExtensionAndNotBefore() {
        run(Declaring.class, 2);
        assertThat(count(Declaring.mongo)).isZero();
    }

    @Test
    void theDatabaseOfABaseClassStaysForTheNextSubclass() {
        run(Inheriting.class, 1);
        assertThat(count(Base.mongo)).isEqualTo(1);
    }

    private static void run(Class<?> testClass, long tests) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.succeeded(tests));
    }

    private static void insertInto(MongoExtension mongo) {
        try (MongoClient client = MongoClients.create(mongo.uri())) {
            client.getDatabase(mongo.database()).getCollection("c").insertOne(new Document());
        }
    }

    private static long count(MongoExtension mongo) {
        try (MongoClient client = MongoClients.create(mongo.uri())) {
            return client.getDatabase(mongo.database()).getCollection("c").countDocuments();
        }
    }

    /** Its nested class, which ends first, must not take the database away. */
    static class Declaring {
        @RegisterExtension
        static final MongoExtension mongo = new MongoExtension();

        @Test
        void writes() {
            insertInto(mongo);
        }

        @Nested
        class Within {
            @Test
            void reads() {
                assertThat(count(mongo)).isEqualTo(1);
            }
        }
    }

    abstract static class Base {
        @RegisterExtension
        static final MongoExtension mongo = new MongoExtension();
    }

    static class Inheriting extends Base {
        @Test
        void writes() {
            insertInto(mongo);
        }
    }
}
