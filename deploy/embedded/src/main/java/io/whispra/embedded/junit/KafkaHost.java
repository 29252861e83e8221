package io.whispra.embedded.junit;

import io.whispra.embedded.EmbeddedKafka;

/** The one Kafka, embedded or real, of this JVM's tests. */
interface KafkaHost {
    String bootstrapServers();

    /** Starts it at the first call. */
    static KafkaHost shared() {
        return Shared.HOST;
    }

    /**
     * Nobody stops it: it ends with the JVM, after the last client, so that clients that close in shutdown hooks don't
     * wait for a broker that has gone.
     */
    record Embedded(EmbeddedKafka server) implements KafkaHost {
        @Override
        public String bootstrapServers() {
            return server.bootstrapServers();
        }
    }

    /** Holds the broker until somebody asks. */
    final class Shared {
        private static final KafkaHost HOST = Docker.isWanted()
                ? DockerKafka.start()
                : new Embedded(EmbeddedKafka.start(Scratch.directory("kafka"), 0, 0));

        private Shared() {}
    }
}
