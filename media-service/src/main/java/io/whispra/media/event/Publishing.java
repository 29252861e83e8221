package io.whispra.media.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.whispra.media.attachment.Attachment;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Hands events to the producer, on a thread that may block there, and makes the topics as soon as there is a broker. */
@Component
class Publishing {
    private static final Duration NEXT_TRY = Duration.ofSeconds(15);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final KafkaAdmin admin;
    private final EventRecords records;
    private final Scheduler blocking;
    private final EventProperties properties;
    private volatile boolean made;
    private volatile long nextTry = System.nanoTime();

    Publishing(KafkaTemplate<byte[], byte[]> kafka, KafkaAdmin admin, EventRecords records,
            Scheduler announcing, EventProperties properties) {
        this.kafka = kafka;
        this.admin = admin;
        this.records = records;
        this.blocking = announcing;
        this.properties = properties;
    }

    private record Handed(Attachment attachment, CompletableFuture<?> outcome) {
        boolean isKept() {
            return outcome.isDone() && !outcome.isCompletedExceptionally();
        }
    }

    /** Makes the topics, unless they are there or were tried a moment ago. */
    Mono<Void> prepare() {
        return made || System.nanoTime() - nextTry < 0
                ? Mono.empty()
                : Mono.<Void>fromRunnable(this::makeTopics).subscribeOn(blocking);
    }

    private void makeTopics() {
        made = admin.initialize();
        nextTry = System.nanoTime() + NEXT_TRY.toNanos();
    }

    /** Those that the broker has; the others can be tried again. */
    Mono<List<Attachment>> publish(List<Attachment> attachments) {
        return Mono.fromCallable(() -> hand(attachments))
                .subscribeOn(blocking)
                .flatMap(handed -> Mono.fromFuture(outcome(handed)).then(Mono.fromSupplier(() -> kept(handed))));
    }

    private static List<Attachment> kept(List<Handed> handed) {
        return handed.stream().filter(Handed::isKept).map(Handed::attachment).toList();
    }

    /** Up to the first that fails at once: the others would, each for as long. */
    private List<Handed> hand(List<Attachment> attachments) {
        var handed = new ArrayList<Handed>(attachments.size());
        for (var attachment : attachments) {
            var outcome = send(attachment);
            handed.add(new Handed(attachment, outcome));
            if (outcome.isCompletedExceptionally()) {
                break;
            }
        }
        return handed;
    }

    private CompletableFuture<?> send(Attachment attachment) {
        try {
            return kafka.send(records.of(attachment));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** When all are done, whatever became of them, or the time is over. */
    private CompletableFuture<Void> outcome(List<Handed> handed) {
        return CompletableFuture.allOf(handed.stream().map(Handed::outcome).toArray(CompletableFuture[]::new))
                .orTimeout(properties.patience().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> null);
    }
}
