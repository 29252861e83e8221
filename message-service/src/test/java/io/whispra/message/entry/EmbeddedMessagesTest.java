package io.whispra.message.entry;

import io.whispra.embedded.EmbeddedMongo;
import org.junit.jupiter.api.AfterAll;

class EmbeddedMessagesTest extends MessagesContract {

    private static final EmbeddedMongo server = EmbeddedMongo.inMemory();

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    String uri() {
        return server.uri("contract");
    }
}
