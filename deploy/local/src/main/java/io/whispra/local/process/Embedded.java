package io.whispra.local.process;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * A server that runs inside the supervisor.
 *
 * @param name  what it is called in the console
 * @param ports what it listens on, clients' port first
 * @param start returns when it serves; what it returns stops it
 */
public record Embedded(String name, List<Integer> ports, Callable<? extends AutoCloseable> start) {

    public Embedded {
        ports = List.copyOf(ports);
    }
}
