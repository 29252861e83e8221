package io.whispra.room.signal;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends signals from a thread of its own. Nobody waits for one, and one that cannot be sent is counted and forgotten. */
@Component
public class Signals implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    private final SignalRecords records;
    private final SignalProducer producer;
    private final Clock clock;
    private final Counter lost;
    private final ThreadPoolExecutor sender;
    private final AtomicBoolean losing = new AtomicBoolean();

    Signals(SignalRecords records, SignalProducer producer, SignalProperties properties, Clock clock,
            MeterRegistry meters) {
        this.records = records;
        this.producer = producer;
        this.clock = clock;
        this.lost = Counter.builder("whispra.signals.lost")
                .description("Signals that could not be sent")
                .register(meters);
        this.sender = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(properties.waiting()),
                Thread.ofPlatform().name("signals").daemon().factory());
    }

    /** Returns at once, whatever becomes of it. */
    public void send(Signal signal) {
        try {
            sender.execute(() -> pass(signal));
        } catch (RejectedExecutionException _) {
            lose("too many wait");
        }
    }

    @Override
    public void destroy() {
        sender.shutdownNow();
        producer.close();
    }

    private void pass(Signal signal) {
        try {
            producer.send(records.of(signal, UUID.randomUUID().toString(), clock.instant()), (_, error) -> {
                if (error == null) {
                    losing.set(false);
                } else {
                    lose(error.toString());
                }
            });
        } catch (RuntimeException e) {
            lose(e.toString());
        }
    }

    /** The first of a row is told, the others are counted. */
    private void lose(String reason) {
        lost.increment();
        if (losing.compareAndSet(false, true)) {
            log.warn("Signals are lost: {}", reason);
        }
    }
}
