package io.whispra.gateway.log;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.gateway.hub.Hub;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    @Bean
    LogReader logReader(KafkaProperties kafka, LogProperties properties, TopicProperties topics, Hub hub,
            MeterRegistry meters) {
        var settings = settings(kafka, properties);
        var skipped = Counter.builder("whispra.log.skipped")
                .description("Records of the log topic that are no entries")
                .register(meters);
        return new LogReader(() -> consumer(settings), new Topic(topics.entriesTopic()), hub, properties, skipped);
    }

    /** Up once the reader stands at the end of every partition: from then on nothing is missed. */
    @Bean
    HealthIndicator logHealthIndicator(Hub hub) {
        return () -> (hub.isListening() ? Health.up() : Health.outOfService()).build();
    }

    /** What must be so, whatever else is configured: no group, no position that Kafka chooses. */
    static Map<String, Object> fixed(LogProperties properties) {
        return Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.pollRecords());
    }

    private static Map<String, Object> settings(KafkaProperties kafka, LogProperties properties) {
        var settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.putAll(fixed(properties));
        return settings;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
