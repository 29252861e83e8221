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
    Mono<Attachment> ready(String id, long size, String sha256);

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

    /** Pending since before the given time, or deleted but not forgotten; in no order, at most `limit`. */
    Flux<Attachment> abandoned(Instant before, int limit);

    /** Pending or deleted to deleted. */
    Mono<Attachment> delete(String id);

    /** Deleted to unknown. */
    Mono<Void> forget(String id);
}
