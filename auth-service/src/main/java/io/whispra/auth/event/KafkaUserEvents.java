package io.whispra.auth.event;

import java.time.Duration;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Events as records of one topic, a person's in one partition. */
@Component
class KafkaUserEvents implements UserEvents {

    private final KafkaTemplate<String, byte[]> kafka;
    private final UserEventRecords records;
    private final Scheduler blocking;
    private final Duration timeout;

    KafkaUserEvents(KafkaTemplate<String, byte[]> kafka, UserEventRecords records, Scheduler eventScheduler,
            EventProperties properties) {
        this.kafka = kafka;
        this.records = records;
        this.blocking = eventScheduler;
        this.timeout = properties.publishTimeout();
    }

    @Override
    public Mono<Void> publish(UserEvent event) {
        return Mono.fromCallable(() -> kafka.send(records.of(event)))
                .subscribeOn(blocking)
                .flatMap(sent -> Mono.fromFuture(sent, true))
                .timeout(timeout)
                // What comes next is not the producer's thread's to do.
                .publishOn(Schedulers.parallel())
                .then();
    }
}
