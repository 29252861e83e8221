package io.whispra.media.log;

import java.time.Duration;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Where records are parked, and what happens to a poll that fails: it is tried again until it succeeds. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(200);

    @Bean
    NewTopic parkedEntries(LogProperties properties) {
        return TopicBuilder.name(properties.parkedTopic()).partitions(1).build();
    }

    @Bean
    CommonErrorHandler againUntilItSucceeds(LogProperties properties) {
        var pauses = new ExponentialBackOff(SHORTEST_RETRY.toMillis(), 2);
        pauses.setMaxInterval(properties.longestRetry().toMillis());
        return new DefaultErrorHandler(pauses);
    }
}
