package io.whispra.local.process;

import java.net.URI;
import java.util.function.Supplier;

/**
 * One process that belongs to the stack.
 *
 * @param name           what it is called in the console, the logs and commands; unique
 * @param port           where it serves
 * @param managementPort where it answers for itself
 * @param program        made anew for each start, so that a restart runs what is there by then
 * @param whenReady      done each time that it has become ready
 * @param door           whether it is what people come in by: such a part is stopped before the others
 */
public record Blueprint(String name, int port, int managementPort, Supplier<Program> program, Runnable whenReady,
        boolean door) {

    /** Answers 200 as soon as the process can be used. */
    public URI readiness() {
        return URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
    }
}
