package io.whispra.media.storage;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The contents of attachments. Every operation fails with a refusal `unavailable` when the store does not answer or refuses.
 */
public interface Blobs {
    /**
     * Writes a content. It is visible under its key, whole, when this completes. One part is asked for at a time, after the
     * one before it was stored. On an error and when cancelled, what was written is removed as far as the store can be
     * reached; {@link #remove} does it again.
     *
     * @param contentType what the store answers with where a link does not say otherwise
     * @param parts at least one; all but the last of one size, 5 MiB or more (S3's lower bound)
     */
    Mono<Void> write(BlobKey key, String contentType, Flux<Part> parts);

    /** Removes one object, and what an unfinished write of it left. Does nothing where there is nothing. */
    Mono<Void> remove(BlobKey key);

    /** Removes all that there is of an attachment, and what unfinished writes of it left. Does nothing where there is nothing. */
    Mono<Void> remove(String id);

    /** Signs an address for reading one content; whether there is one is not looked up. */
    Link link(BlobKey.Kept key, Delivery delivery);
}
