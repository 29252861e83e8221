package io.whispra.local.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Runs a service's main class, and ends with the process that started it: that one holds the other end of standard input,
 * which the system closes however it dies.
 */
public final class Child {

    /** How long the service may take to end by itself; what it would need for more is gone with the supervisor. */
    private static final int GRACE_MILLIS = 2_000;

    private Child() {}

    /**
     * Starts the service.
     *
     * @param arguments the main class, then its arguments
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("supervisor-watch").start(() -> endWith(System.in));
        var main = Class.forName(arguments[0]).getMethod("main", String[].class);
        main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void endWith(InputStream supervisor) {
        try {
            while (supervisor.read() >= 0) {
                // Nothing is ever sent: only the end matters.
            }
        } catch (IOException _) {
            // The same as the end.
        }
        Thread.ofPlatform().daemon().name("supervisor-gone").start(Child::haltSoon);
        System.exit(1);
    }

    private static void haltSoon() {
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
