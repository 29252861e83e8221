package io.whispra.auth.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import io.whispra.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** A client's id and secret from HTTP Basic; both are form-encoded before they are put there (RFC 6749, section 2.3.1). */
record BasicCredentials(String id, Secret secret) {

    private static final String SCHEME = "Basic ";

    /** Empty if the header is absent or not of this form. */
    static Optional<BasicCredentials> of(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            var pair = new String(Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip()),
                    StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(decoded(pair.substring(0, colon)),
                            Secret.of(decoded(pair.substring(colon + 1)))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
