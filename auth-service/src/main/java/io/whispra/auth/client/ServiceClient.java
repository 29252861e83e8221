package io.whispra.auth.client;

import java.util.List;
import java.util.regex.Pattern;

import io.whispra.auth.secret.Sha256;

/**
 * A service that may have tokens.
 *
 * @param id           1 to 64 letters, digits, `_`, `.` or `-`
 * @param secretSha256 of its secret, which is not kept; the secret must be random, at least 128 bits
 * @param scopes       all that it may do (RFC 6749, section 3.3)
 */
record ServiceClient(String id, Sha256 secretSha256, List<String> scopes) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,64}");

    ServiceClient {
        scopes = List.copyOf(scopes);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id is 1 to 64 letters, digits, '_', '.' or '-'");
        }
        if (!scopes.stream().allMatch(SCOPE.asMatchPredicate())) {
            throw new IllegalArgumentException("a scope of '" + id + "' has characters that no scope has");
        }
    }
}
