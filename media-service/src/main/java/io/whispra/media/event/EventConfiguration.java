package io.whispra.media.event;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.support.ProducerListener;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class EventConfiguration {
    private static final int SECONDS_TO_LIVE = 60;

    @Bean
    NewTopic mediaEvents(TopicProperties properties) {
        return TopicBuilder.name(properties.mediaEventsTopic())
                .partitions(properties.mediaEventsPartitions())
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(properties.mediaEventsRetention().toMillis()))
                .build();
    }

    /** One thread that may block in the producer; one sweep at a time uses it. */
    @Bean(destroyMethod = "dispose")
    Scheduler announcing() {
        return Schedulers.newBoundedElastic(1, 1, "media-events", SECONDS_TO_LIVE, true);
    }

    /** Spring's own would log what is sent. */
    @Bean
    ProducerListener<Object, Object> silentProducerListener() {
        return new ProducerListener<>() {};
    }
}
