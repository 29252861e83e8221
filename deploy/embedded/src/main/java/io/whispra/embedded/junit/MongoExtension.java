package io.whispra.embedded.junit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh database for a test class, on a server that is shared by the JVM: the embedded one, or MongoDB with
 * {@code -Pdocker}.
 * <pre>{@code
 * @RegisterExtension
 * static final MongoExtension mongo = new MongoExtension();
 *
 * @DynamicPropertySource
 * static void mongo(DynamicPropertyRegistry registry) {
 *     registry.add("spring.mongodb.uri", mongo::uri);
 * }
 * }</pre>
 * Registered, it drops its database after the class that declares it; in a base class, the database stays for the
 * subclasses.
 */
public final class MongoExtension implements AfterAllCallback {
    private final String database = "test_" + Owner.newSuffix();

    /** The connection string with this instance's database; starts the server if it is the first. */
    public String uri() {
        return MongoHost.shared().uri(database);
    }

    public String database() {
        return database;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (Owner.isEnding(context, this)) {
            MongoHost.shared().drop(database);
        }
    }
}
