package io.whispra.media.attachment;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the log makes of claimed attachments. Each change is a compare-and-set; one that is made again, or comes too late, changes
 * nothing. What becomes deleted is hidden at once, and its bytes may go after a grace.
 */
public interface Uses {
    /**
     * Makes changes in their order: attachments that are shown get the seq of their message, those that are not any more become
     * deleted. {@link Use.Deleted} is not among them.
     */
    Mono<Void> apply(List<Use> uses, Duration grace);

    /**
     * What these deleted messages have, and what claimed attachments of their rooms have no seq yet: each may be of one of them too. In
     * no order.
     */
    Flux<Attachment> of(Collection<Use.Deleted> messages);

    /** Claimed to deleted. */
    Mono<Void> delete(Collection<String> ids, Duration grace);

    /** Gives a claimed attachment its seq. */
    Mono<Void> place(Attachment claimed, long seq);

    /** Claimed by messages before the given time, without a seq; in no order, at most `limit`. */
    Flux<Attachment> unplaced(Instant claimedBefore, int limit);

    /** Claimed to ready, unless another call claimed it since or it has a seq by now. */
    Mono<Void> giveBack(Attachment claimed);
}
