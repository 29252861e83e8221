package io.whispra.message.outbox;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The topic of entries, which this service makes as soon as there is a broker. */
@Component
class Topic {

    private final KafkaAdmin admin;
    private final Scheduler blocking;
    private volatile boolean made;

    Topic(KafkaAdmin admin, Scheduler outboxScheduler) {
        this.admin = admin;
        this.blocking = outboxScheduler;
    }

    /** Makes the topic if it is not there; false if there is no broker to ask. */
    Mono<Boolean> make() {
        return made ? Mono.just(true) : Mono.fromCallable(this::initialize).subscribeOn(blocking);
    }

    private boolean initialize() {
        made = admin.initialize();
        return made;
    }

    @Configuration(proxyBeanMethods = false)
    static class Declaration {

        @Bean
        NewTopic entries(TopicProperties properties) {
            return TopicBuilder.name(properties.entriesTopic())
                    .partitions(properties.entriesPartitions())
                    .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(properties.retention().toMillis()))
                    .build();
        }
    }
}
