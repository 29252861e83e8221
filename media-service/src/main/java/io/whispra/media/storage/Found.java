package io.whispra.media.storage;

/**
 * An object as it was when it was looked for.
 *
 * @param size in bytes
 * @param version what tells it from another one under the same key (`ETag`)
 */
public record Found(long size, String version) {}
