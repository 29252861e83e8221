package io.whispra.gateway.revocation;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.gateway.revocation.RevocationReader.Reading;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    @Bean
    UserTopic userTopic(TopicProperties topics, RevocationProperties properties, Clock clock) {
        return new UserTopic(topics.userEventsTopic(), properties, clock);
    }

    @Bean
    UserEvents userEvents(Revocations revocations, UserNews news, JsonMapper json,
            RevocationProperties properties) {
        return new UserEvents(revocations, news, json, properties);
    }

    @Bean
    Reading revocationReading(RevocationProperties properties, MeterRegistry meters) {
        return new Reading(properties, Counter.builder("whispra.revocation.skipped")
                .description("Records of the user topic that are no events")
                .register(meters));
    }

    @Bean
    RevocationReader revocationReader(KafkaProperties kafka, UserTopic topic, UserEvents events,
            Revocations revocations, Reading reading) {
        var settings = settings(kafka, reading.properties());
        return new RevocationReader(() -> consumer(settings), topic, events, revocations, reading);
    }

    /** Part of readiness: an instance that does not know who was shut out lets nobody in. */
    @Bean
    HealthIndicator revocationHealthIndicator(Revocations revocations) {
        return () -> (revocations.isKnown() ? Health.up() : Health.outOfService()).build();
    }

    /** What must be so, whatever else is configured: no group, no position that Kafka chooses. */
    private static Map<String, Object> settings(KafkaProperties kafka, RevocationProperties properties) {
        var settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(properties.patience().toMillis()));
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(properties.patience().toMillis()));
        return settings;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
