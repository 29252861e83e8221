package io.whispra.message.faults;

import java.io.IOException;
import java.nio.file.Path;

import io.whispra.embedded.EmbeddedKafka;

/** A broker in a process of its own, until its input ends: on a directory, a port and another for itself. */
public final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String[] args) throws IOException {
        try (var _ = EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))) {
            while (System.in.read() >= 0) {
                // Nothing is said to it.
            }
        }
        Runtime.getRuntime().halt(0);
    }
}
