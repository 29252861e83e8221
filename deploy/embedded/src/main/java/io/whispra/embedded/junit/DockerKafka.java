package io.whispra.embedded.junit;

import org.testcontainers.kafka.KafkaContainer;

/** Kafka itself; Testcontainers removes it when the JVM ends. */
record DockerKafka(KafkaContainer container) implements KafkaHost {
    private static final String IMAGE = "apache/kafka-native:4.2.1";

    static DockerKafka start() {
        var container = new KafkaContainer(IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return new DockerKafka(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }
}
