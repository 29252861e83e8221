package io.whispra.acceptance;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.whispra.acceptance.stack.LocalStack;
import org.jspecify.annotations.Nullable;

/**
 * The deployment under test: the one at the system property {@code whispra.url}, or a local stack of two gateways and two message services
 * that is started for the tests and stopped after them.
 */
final class Stack implements AutoCloseable {

    private static final @Nullable String URL = System.getProperty("whispra.url");

    private final LocalStack local = new LocalStack(Path.of("../whispra"), new LocalStack.Size(2, 2),
            Integer.getInteger("whispra.acceptance.port", 18080), Path.of("target/stack"), Map.of());

    private Stack() {}

    static Stack start() {
        var stack = new Stack();
        if (isLocal()) {
            stack.local.up();
        }
        return stack;
    }

    /** Whether the processes are ours to kill. */
    static boolean isLocal() {
        return URL == null;
    }

    URI base() {
        return URL == null ? local.base() : URI.create(URL);
    }

    /** The services' own addresses, behind the gateway. */
    List<URI> services() {
        return local.services();
    }

    /** The processes, if they are ours. */
    LocalStack local() {
        return local;
    }

    @Override
    public void close() {
        if (isLocal()) {
            local.down();
        }
    }
}
