package io.whispra.auth.session;

import io.whispra.auth.secret.Secret;

/** A session and the token with which its holder comes back. */
public record Grant(String sessionId, String userId, Secret refreshToken) {}
