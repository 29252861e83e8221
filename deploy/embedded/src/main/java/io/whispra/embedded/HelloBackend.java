package io.whispra.embedded;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;

/** Answers {@code hello}, the command of Spring Boot's health check, as MongoDB does; the library knows only its old name. */
final class HelloBackend extends H2Backend {
    HelloBackend(MVStore store) {
        super(store);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (!command.equalsIgnoreCase("hello")) {
            return super.handleCommand(channel, database, command, query);
        }
        Document answer = super.handleCommand(channel, database, "isMaster", query);
        answer.put("isWritablePrimary", true);
        return answer;
    }
}
