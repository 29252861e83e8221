package io.whispra.media.storage;

import java.net.URI;
import java.time.Instant;

/**
 * A signed address of one object.
 *
 * @param url absolute, for whoever holds it: it needs no token and is therefore never logged
 * @param expiresAt when the store begins to refuse it
 */
public record Link(URI url, Instant expiresAt) {}
