package io.whispra.media.upload;

import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.whispra.media.attachment.Attachment;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.rate.Rates;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who may upload now, and for how long; and how that went. */
@Component
final class Admission {
    private final Rates rates;
    private final UploadSlots slots;
    private final UploadProperties properties;
    private final MeterRegistry meters;

    Admission(Rates rates, UploadSlots slots, UploadProperties properties, MeterRegistry meters) {
        this.rates = rates;
        this.slots = slots;
        this.properties = properties;
        this.meters = meters;
    }

    /** By which way a content comes. */
    enum Way {
        /** Through this service. */
        MULTIPART("multipart"),
        /** To the store, by a link. */
        DIRECT("direct");

        private final String word;

        Way(String word) {
            this.word = word;
        }
    }

    /**
     * Counts an upload that a person begins.
     *
     * @throws Refusal `too-many-requests`
     */
    void count(String ownerId) {
        rates.count(ownerId);
    }

    /** Runs what takes memory in a slot, or refuses as {@link UploadSlots} does; `upload-too-slow` if it takes too long. */
    Mono<Attachment> during(Way way, String ownerId, Supplier<Mono<Attachment>> work) {
        return Mono.defer(() -> {
            var time = Timer.start(meters);
            return slots.during(ownerId, () -> work.get().timeout(properties.timeLimit(), Mono.error(this::tooSlow)))
                    .doOnNext(this::count)
                    .doOnSuccess(_ -> stop(time, way, "ready"))
                    .doOnError(error -> stop(time, way, outcome(error)))
                    .doOnCancel(() -> stop(time, way, "cut"));
        });
    }

    Refusal tooSlow() {
        return new Refusal(ProblemType.UPLOAD_TOO_SLOW,
                "An upload may take at most " + properties.timeLimit().toSeconds() + " s.");
    }

    private void count(Attachment ready) {
        var size = ready.size();
        meters.counter("whispra.media.bytes", "direction", "in").increment(size == null ? 0 : (double) size);
    }

    private void stop(Timer.Sample time, Way way, String outcome) {
        time.stop(meters.timer("whispra.media.upload", "way", way.word, "outcome", outcome));
    }

    private static String outcome(Throwable error) {
        return error instanceof Refusal refusal && refusal.type().status().is4xxClientError() ? "refused" : "failed";
    }
}
