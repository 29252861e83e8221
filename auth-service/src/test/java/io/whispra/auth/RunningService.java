package io.whispra.auth;

import io.whispra.embedded.junit.MongoExtension;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on a port of its own, with a database, cheap hashes and a clock that stands still. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "whispra.password.hashing.memory=1MB",
        "whispra.throttle.enabled=false", "whispra.password.hashing.iterations=1",
        "whispra.password.hashing.queue=200"})
@Import(PinnedTime.class)
public abstract class RunningService {

    private static final MongoExtension MONGO = new MongoExtension();

    @Autowired
    protected TestClock clock;

    protected Api api;

    @DynamicPropertySource
    static void installation(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", MONGO::uri);
        registry.add("SIGNING_KEYS", Installation.KEYS::toString);
        registry.add("SERVICE_CLIENTS", Installation.CLIENTS::toString);
    }

    @BeforeEach
    void connect(@LocalServerPort int port) {
        api = new Api(port);
    }
}
