package io.whispra.media.attachment;

import java.util.Collection;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Attachments of whose status others still have to be told. */
public interface Untold {
    /** In no order, at most `limit`. */
    Flux<Attachment> find(int limit);

    /** Notes that others know how these were; one that went on since is still untold. */
    Mono<Void> told(Collection<Attachment> attachments);
}
