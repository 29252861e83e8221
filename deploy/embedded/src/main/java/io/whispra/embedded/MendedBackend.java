package io.whispra.embedded;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The library's backend, with three things mended. It answers {@code hello}, the command of Spring Boot's health check, as MongoDB
 * does; the library knows only its old name. And each answer is a copy: the library changes stored documents in place, while the
 * answer to somebody else still refers to them, so that a reader could be told half of a write. And a store that had to close,
 * as on a full disk, is told as a server that shuts down, which clients take for an outage and not for their own mistake.
 */
final class MendedBackend extends H2Backend {
    private static final int SHUTDOWN = 91;

    private final ConcurrentMap<String, Object> locks = new ConcurrentHashMap<>();

    MendedBackend(MVStore store) {
        super(store);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (command.equalsIgnoreCase("hello")) {
            Document answer = answer(channel, database, "isMaster", query);
            answer.put("isWritablePrimary", true);
            return answer;
        }
        return answer(channel, database, command, query);
    }

    private Document answer(Channel channel, String database, String command, Document query) {
        try {
            synchronized (locks.computeIfAbsent(database, _ -> new Object())) {
                return super.handleCommand(channel, database, command, query).cloneDeeply();
            }
        } catch (MVStoreException e) {
            throw new MongoServerError(SHUTDOWN, "ShutdownInProgress", "The store is closed", e);
        }
    }
}
