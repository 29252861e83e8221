package io.whispra.auth.client;

import java.util.List;
import java.util.regex.Pattern;

import io.whispra.auth.secret.Secret;
import io.whispra.auth.secret.Sha256;

/**
 * A service that may have tokens.
 *
 * @param id      1 to 64 letters, digits, `_`, `.` or `-`
 * @param secrets SHA-256 of its secrets, which are not kept: 1, or up to 4 while they change; each must be random, at least 128
 *                bits
 * @param scopes  all that it may do (RFC 6749, section 3.3)
 */
record ServiceClient(String id, List<Sha256> secrets, List<String> scopes) {

    private static final int MAX_SECRETS = 4;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,64}");

    ServiceClient {
        secrets = List.copyOf(secrets);
        scopes = List.copyOf(scopes);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id is 1 to 64 letters, digits, '_', '.' or '-'");
        }
        if (!scopes.stream().allMatch(SCOPE.asMatchPredicate())) {
            throw new IllegalArgumentException("a scope of '" + id + "' has characters that no scope has");
        }
        if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw new IllegalArgumentException("'" + id + "' needs 1 to " + MAX_SECRETS + " secrets");
        }
    }

    boolean isKnownBy(Secret secret) {
        return secrets.stream().anyMatch(secret::hasSha256);
    }
}
