package io.whispra.auth.revocation;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.auth.event.EventProperties;
import io.whispra.auth.revocation.RevocationReader.Reading;
import io.whispra.auth.startup.CannotStart;
import io.whispra.auth.token.TokenProperties;
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
    UserTopic userTopic(EventProperties topics, RevocationProperties properties, TokenProperties tokens, Clock clock) {
        var tokenLife = tokens.lifetime().plus(tokens.clockSkew());
        if (properties.life().compareTo(tokenLife) < 0) {
            throw new CannotStart("whispra.revocation.life=" + properties.life() + ": a token can be good for "
                    + tokenLife);
        }
        return new UserTopic(topics.userEventsTopic(), properties, clock);
    }

    @Bean
    RevocationRecords revocationRecords(Revocations revocations, JsonMapper json, RevocationProperties properties) {
        return new RevocationRecords(revocations, json, properties);
    }

    @Bean
    Reading revocationReading(RevocationProperties properties, MeterRegistry meters) {
        return new Reading(properties, Counter.builder("whispra.revocation.skipped")
                .description("Records of the user topic that are no events")
                .register(meters));
    }

    @Bean
    RevocationReader revocationReader(KafkaProperties kafka, UserTopic topic, RevocationRecords events,
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
