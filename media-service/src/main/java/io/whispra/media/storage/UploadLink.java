package io.whispra.media.storage;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A signed address for writing one object, once.
 *
 * @param method of the request
 * @param url absolute, for whoever holds it: it needs no token and is therefore never logged
 * @param headers that the request must have, exactly so
 * @param expiresAt when the store begins to refuse it
 */
public record UploadLink(String method, URI url, Map<String, String> headers, Instant expiresAt) {
    public UploadLink {
        headers = Map.copyOf(headers);
    }
}
