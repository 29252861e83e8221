package io.whispra.auth.event;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The topic of events, which this service makes as soon as there is a broker. */
@Component
class Topic {

    private final KafkaAdmin admin;
    private final Scheduler blocking;
    private volatile boolean made;

    Topic(KafkaAdmin admin, Scheduler eventScheduler) {
        this.admin = admin;
        this.blocking = eventScheduler;
    }

    /** Makes the topic if it is not there; false if there is no broker to ask. */
    Mono<Boolean> make() {
        return Mono.defer(
                () -> made ? Mono.just(true) : Mono.fromCallable(this::initialize).subscribeOn(blocking));
    }

    private boolean initialize() {
        made = admin.initialize();
        return made;
    }

    @Configuration(proxyBeanMethods = false)
    static class Declaration {

        @Bean
        NewTopic userEvents(EventProperties properties) {
            return TopicBuilder.name(properties.userEventsTopic())
                    .partitions(properties.userEventsPartitions())
                    .replicas(properties.userEventsReplication())
                    .config(TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(properties.userEventsRetention().toMillis()))
                    .build();
        }
    }
}
