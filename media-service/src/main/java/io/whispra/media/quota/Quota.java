package io.whispra.media.quota;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Begins what a person has room for. The attachment is there before it is counted, and counts itself: so of those that begin at once each sees
 * all that came before it, and the quota is never exceeded. Where only such others are in the way, all of them step back and try again; who
 * has no luck after some tries is told to come back.
 */
@Component
public class Quota {
    private static final Duration STEP_BACK = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Attachments attachments;
    private final Usages usages;
    private final QuotaProperties properties;
    private final Clock clock;

    Quota(Attachments attachments, Usages usages, QuotaProperties properties, Clock clock) {
        this.attachments = attachments;
        this.usages = usages;
        this.properties = properties;
        this.clock = clock;
    }

    /** Or a refusal `quota-exceeded`; or `too-many-uploads` that begin at once. */
    public Mono<Attachment> begin(Attachment.Draft draft) {
        return properties.isNone()
                ? attachments.begin(draft)
                : attachments.begin(draft)
                        .flatMap(this::fitting)
                        .retryWhen(Retry.backoff(properties.tries() - 1L, STEP_BACK.plusMillis(jitter()))
                                .filter(Crowded.class::isInstance)
                                .onRetryExhaustedThrow((_, last) -> last.failure()))
                        .onErrorMap(Crowded.class, _ -> Refusal.tooManyRequests(
                                "Other uploads that began just now take the room that is left.", SOON));
    }

    private Mono<Attachment> fitting(Attachment begun) {
        return usages.of(begun.ownerId())
                .flatMap(usage -> properties.isExceededBy(usage) ? tooMuch(begun) : Mono.just(begun))
                .onErrorResume(error -> attachments.withdraw(begun.id()).onErrorComplete().then(Mono.error(error)));
    }

    private Mono<Attachment> tooMuch(Attachment begun) {
        return usages.without(begun, clock.instant().minus(properties.settled()))
                .flatMap(usage -> Mono.error(properties.isExceededBy(usage) ? exceeded() : new Crowded()));
    }

    private Refusal exceeded() {
        return new Refusal(ProblemType.QUOTA_EXCEEDED, "A person may have " + properties.maxBytes().toBytes()
                + " bytes in " + properties.maxFiles() + " files; delete some first.");
    }

    private static long jitter() {
        return ThreadLocalRandom.current().nextLong(STEP_BACK.toMillis());
    }

    /** Others that begin at the same time are in the way. */
    private static final class Crowded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crowded() {
            super("others begin at the same time", null, false, false);
        }
    }
}
