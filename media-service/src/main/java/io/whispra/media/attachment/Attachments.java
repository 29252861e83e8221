package io.whispra.media.attachment;

import java.time.Instant;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Everything that is known about attachments. Each change is one compare-and-set on one document: it is empty, and changed
 * nothing, when the attachment is not in the state that the change starts from.
 */
public interface Attachments {
    /** Notes that a content is about to be stored, under a new id. */
    Mono<Attachment> begin(Attachment.Draft draft);

    /** Pending to ready. */
    Mono<Attachment> ready(String id, Attachment.Content content);

    /** Pending to rejected. */
    Mono<Attachment> reject(String id, Attachment.Rejection rejection);

    /** Pending to deleted, with what may still come to be in the store until then. */
    Mono<Attachment> giveUp(String id, Instant removeAfter);

    /** Pending to unknown: nothing of it is in the store. */
    Mono<Void> withdraw(String id);

    /** Pending, uploaded by a link: stays so, and is not settled before the given time. */
    Mono<Attachment> keepIncoming(String id, Instant until);

    /** Neither pending nor deleted, with something where it came in, whose time is over; in no order. */
    Flux<Attachment> unsettled(int limit);

    /** Nothing is left where it came in. */
    Mono<Void> settle(String id);

    /** Whatever its state. */
    Mono<Attachment> find(String id);

    /** Ready to claimed, if it is the claim's owner's. */
    Mono<Attachment> claim(String id, Claim claim);

    /** Claimed by the same message already: stays so, held by this call from now on. */
    Mono<Attachment> confirm(String id, Claim claim);

    /** Claimed to ready, unless another call holds it by now. */
    Mono<Attachment> release(String id, Claim claim);

    /** Its owner's picture to deleted. */
    Mono<Attachment> dropAvatar(String id, String ownerId);

    /**
     * Those whose time is over, in no order: pending or rejected since before the first time, ready and unclaimed since before the
     * second, and deleted ones whose bytes may go by now.
     *
     * @param limit of each kind
     */
    Flux<Attachment> over(Instant unfinishedSince, Instant unclaimedSince, int limit);

    /** Pending, ready, rejected or deleted to deleted: its bytes may go at once. */
    Mono<Attachment> delete(String id);

    /** Deleted to unknown; not yet, if others still have to be told or its upload may still come. */
    Mono<Boolean> forget(String id);
}
