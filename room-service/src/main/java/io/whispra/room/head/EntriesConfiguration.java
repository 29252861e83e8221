package io.whispra.room.head;

import java.time.Duration;

import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The topics, and what happens to a poll that fails: it is tried again until it succeeds. */
@Configuration(proxyBeanMethods = false)
class EntriesConfiguration {

    private static final Duration SHORTEST_RETRY = Duration.ofMillis(200);

    @Bean
    NewTopics entriesTopics(EntriesProperties properties) {
        var retention = Long.toString(properties.retention().toMillis());
        return new NewTopics(
                TopicBuilder.name(properties.entriesTopic()).partitions(properties.partitions())
                        .config(TopicConfig.RETENTION_MS_CONFIG, retention)
                        .build(),
                TopicBuilder.name(properties.parkedTopic()).partitions(1).build());
    }

    @Bean
    CommonErrorHandler againUntilItSucceeds(EntriesProperties properties) {
        var pauses = new ExponentialBackOff(SHORTEST_RETRY.toMillis(), 2);
        pauses.setMaxInterval(properties.longestRetry().toMillis());
        return new DefaultErrorHandler(pauses);
    }
}
