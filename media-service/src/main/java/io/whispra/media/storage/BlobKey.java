package io.whispra.media.storage;

import org.jspecify.annotations.Nullable;

/** Which object of an attachment. */
public sealed interface BlobKey {

    /** The attachment's id. */
    String id();

    /**
     * What is kept and can be linked to. Each attempt to take a content in writes under a name of its own, so that two attempts never
     * meet.
     *
     * @param stored the attempt that succeeded; absent for an attachment from the time when there was one object each
     */
    record Kept(String id, @Nullable String stored, Variant variant) implements BlobKey {}

    /** What was uploaded and not looked at yet. Nobody gets a link to read it. */
    record Incoming(String id) implements BlobKey {}
}
