package io.whispra.embedded.junit;

import io.whispra.embedded.EmbeddedMongo;

/** The one MongoDB, embedded or real, of this JVM's tests. */
interface MongoHost {
    String uri(String database);

    void drop(String database);

    /** Starts it at the first call. */
    static MongoHost shared() {
        return Shared.HOST;
    }

    /** Nobody stops it: it lives in memory and ends with the JVM. */
    record Embedded(EmbeddedMongo server) implements MongoHost {
        @Override
        public String uri(String database) {
            return server.uri(database);
        }

        @Override
        public void drop(String database) {
            server.drop(database);
        }
    }

    /** Holds the server until somebody asks. */
    final class Shared {
        private static final MongoHost HOST = Docker.isWanted()
                ? DockerMongo.start()
                : new Embedded(EmbeddedMongo.inMemory());

        private Shared() {}
    }
}
