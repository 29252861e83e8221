package io.whispra.media.upload;

import java.util.function.Function;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.quota.Quota;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Attachments that are pending as long as something is done with them. */
@Component
final class Pending {
    private final Quota quota;
    private final Attachments attachments;
    private final Bounds bounds;

    Pending(Quota quota, Attachments attachments, Bounds bounds) {
        this.quota = quota;
        this.attachments = attachments;
        this.bounds = bounds;
    }

    /** Begins one for which there is room. Where the work fails or is cut, and the attachment is still pending, it is given up: it takes no room any more. */
    Mono<Attachment> during(Attachment.Draft draft, Function<Attachment, Mono<Attachment>> work) {
        return Mono.usingWhen(quota.begin(draft), work, _ -> Mono.empty(), (begun, _) -> givenUp(begun), this::givenUp);
    }

    private Mono<Void> givenUp(Attachment begun) {
        return attachments.giveUp(begun.id(), bounds.lastCallUntil()).then().onErrorComplete();
    }
}
