package io.whispra.auth.login;

import java.time.Instant;

import io.whispra.auth.account.User;
import io.whispra.auth.secret.Secret;

/**
 * The answer to whoever is logged in now.
 *
 * @param expiresAt    when the access token ends
 * @param refreshToken good for one refresh
 */
record SignedIn(User user, Secret accessToken, Instant expiresAt, Secret refreshToken) {}
