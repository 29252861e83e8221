package io.whispra.message.outbox;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    private static final int SECONDS_TO_LIVE = 60;

    /** One thread that may block in the producer, and that keeps the order of what is handed to it. */
    @Bean(destroyMethod = "dispose")
    Scheduler outboxScheduler(OutboxProperties properties) {
        return Schedulers.newBoundedElastic(1, properties.queue(), "outbox", SECONDS_TO_LIVE, true);
    }

    /** Spring's own would log what is published. */
    @Bean
    ProducerListener<Object, Object> silentProducerListener() {
        return new ProducerListener<>() {};
    }

    /** Part of readiness: an instance first publishes what its earlier life left. */
    @Bean
    ReactiveHealthIndicator relayHealthIndicator(Relay relay) {
        return () -> Mono.just(relay.isCaughtUp() ? Health.up().build() : Health.outOfService().build());
    }
}
