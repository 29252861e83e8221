package io.whispra.media.storage;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
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

    /** Looks for an object; empty if there is none. */
    Mono<Found> find(BlobKey key);

    /**
     * Reads an object in parts of one size, each in a request of its own when it is asked for: no connection waits meanwhile.
     * `unavailable` if it is not the one that was found any more.
     */
    Flux<Part> read(BlobKey key, Found found, int partSize);

    /** Removes one object, and what an unfinished write of it left. Does nothing where there is nothing. */
    Mono<Void> remove(BlobKey key);

    /** Removes all that there is of an attachment, and what unfinished writes of it left. Does nothing where there is nothing. */
    Mono<Void> remove(String id);

    /** Removes what came in, and all attempts but the given one; all of them, if there is none. */
    Mono<Void> keepOnly(String id, @Nullable String stored);

    /**
     * Signs an address for uploading one object to where contents come in: of this size and type, and only if nothing came yet.
     *
     * @param contentType as the request must have it
     * @param size in bytes
     * @param lifetime how long the request may begin
     */
    UploadLink uploadLink(BlobKey.Incoming key, String contentType, long size, Duration lifetime);

    /** Signs an address for reading one content; whether there is one is not looked up. */
    Link link(BlobKey.Kept key, Delivery delivery);
}
