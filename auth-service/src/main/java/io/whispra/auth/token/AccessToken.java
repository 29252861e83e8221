package io.whispra.auth.token;

import java.time.Instant;

import io.whispra.auth.secret.Secret;

/**
 * A signed token and when it ends.
 *
 * @param value     a JWT as RFC 9068 describes it
 * @param expiresAt its `exp`, in whole seconds
 */
public record AccessToken(Secret value, Instant expiresAt) {}
