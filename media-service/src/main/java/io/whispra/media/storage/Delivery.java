package io.whispra.media.storage;

import java.time.Duration;

/**
 * How the store is to answer whoever follows a link. The link's signature covers all of it.
 *
 * @param contentType the answer's `Content-Type`
 * @param disposition the answer's `Content-Disposition` (RFC 6266)
 * @param lifetime how long a link works from when it is signed, and how long the browser may keep what it got
 * @param step links that are asked for within one step are signed as of its beginning, and so are equal
 * @param inside whether the link is for the address at which this service reaches the store, and not for people's browsers
 */
public record Delivery(String contentType, String disposition, Duration lifetime, Duration step, boolean inside) {}
