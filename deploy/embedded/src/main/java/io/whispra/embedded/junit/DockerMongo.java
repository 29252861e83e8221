package io.whispra.embedded.junit;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.mongodb.MongoDBContainer;

/** MongoDB itself, as a replica set of one; Testcontainers removes it when the JVM ends. */
record DockerMongo(MongoDBContainer container) implements MongoHost {
    private static final String IMAGE = "mongo:8";

    static DockerMongo start() {
        var container = new MongoDBContainer(IMAGE).withReplicaSet();
        container.start();
        return new DockerMongo(container);
    }

    @Override
    public String uri(String database) {
        return container.getReplicaSetUrl(database);
    }

    @Override
    public void drop(String database) {
        try {
            ExecResult result = container.execInContainer("mongosh", database, "--quiet", "--eval",
                    "db.dropDatabase()");
            if (result.getExitCode() != 0) {
                throw new IllegalStateException("cannot drop " + database + ": " + result.getStderr());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot drop " + database, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while dropping " + database, e);
        }
    }
}
