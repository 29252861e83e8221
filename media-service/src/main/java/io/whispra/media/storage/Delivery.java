package io.whispra.media.storage;

import java.time.Duration;

/**
 * How the store is to answer whoever follows a link. The link's signature covers all of it.
 *
 * @param contentType the answer's `Content-Type`
 * @param disposition the answer's `Content-Disposition` (RFC 6266)
 * @param lifetime how long the link works, and how long the browser may keep what it got
 */
public record Delivery(String contentType, String disposition, Duration lifetime) {}
