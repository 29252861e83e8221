package io.whispra.auth.event;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class EventConfiguration {

    private static final int THREADS = 2;
    private static final int SECONDS_TO_LIVE = 60;

    /** The producer may block, and so does the making of the topic; neither waits for the other. */
    @Bean(destroyMethod = "dispose")
    Scheduler eventScheduler(EventProperties properties) {
        return Schedulers.newBoundedElastic(THREADS, properties.queue(), "events", SECONDS_TO_LIVE, true);
    }

    /** Spring's own would log what is published. */
    @Bean
    ProducerListener<Object, Object> silentProducerListener() {
        return new ProducerListener<>() {};
    }
}
