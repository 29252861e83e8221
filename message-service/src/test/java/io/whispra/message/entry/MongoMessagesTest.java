package io.whispra.message.entry;

import io.whispra.embedded.junit.MongoExtension;
import io.whispra.embedded.junit.RequiresDocker;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresDocker
class MongoMessagesTest extends MessagesContract {

    @RegisterExtension
    private static final MongoExtension mongo = new MongoExtension();

    @Override
    String uri() {
        return mongo.uri();
    }
}
