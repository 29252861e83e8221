package io.whispra.embedded;

import java.nio.file.Path;

import de.bwaldvogel.mongo.MongoServer;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB-compatible server (mongo-java-server) on loopback. The README says where it differs from MongoDB.
 */
public final class EmbeddedMongo implements AutoCloseable {
    private final MendedBackend backend;
    private final MongoServer server;
    private final @Nullable CommittedStore file;
    private boolean closed;

    private EmbeddedMongo(MVStore store, @Nullable CommittedStore file, int port) {
        this.file = file;
        this.backend = new MendedBackend(store);
        this.server = new MongoServer(backend);
        try {
            server.bind(Ports.LOOPBACK, port);
        } catch (Exception e) { // Netty throws BindException undeclared
            stop(wasStoppedCleanly());
            throw new IllegalStateException("cannot listen on " + Ports.LOOPBACK + ":" + port, e);
        }
    }

    /** In memory, on any free port: the same engine as on disk, gone when closed. */
    public static EmbeddedMongo inMemory() {
        return new EmbeddedMongo(MVStore.open(null), null, 0);
    }

    /**
     * On disk. Data survives a close; a kill loses what was acknowledged in about the last 0.2 s.
     *
     * @param file the store; it and its directory are made if they don't exist
     * @param port on loopback, 0 for any
     * @throws IllegalStateException if the port is taken
     */
    public static EmbeddedMongo onDisk(Path file, int port) {
        CommittedStore store = CommittedStore.open(file);
        return new EmbeddedMongo(store.store(), store, port);
    }

    /** {@code mongodb://127.0.0.1:port/database}. */
    public String uri(String database) {
        return "mongodb://" + Ports.LOOPBACK + ":" + server.getLocalAddress().getPort() + "/" + database;
    }

    /** Drops the database; nothing happens if it does not exist. */
    public void drop(String database) {
        backend.dropDatabase(database);
    }

    /**
     * Whether this store had been closed before it was opened now, or is new: if not, its process was killed and the last
     * acknowledged writes may be missing. Always true in memory.
     */
    public boolean wasStoppedCleanly() {
        return file == null || file.wasStoppedCleanly();
    }

    /** Cuts the clients off, then flushes. */
    @Override
    public synchronized void close() {
        if (!closed) {
            stop(true);
        }
    }

    private void stop(boolean cleanly) {
        closed = true;
        if (file != null) {
            file.stopCommitting();
        }
        server.shutdownNow();
        if (file != null && cleanly) {
            file.markClean();
        }
    }
}
