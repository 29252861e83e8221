package io.whispra.auth.session;

import io.whispra.auth.secret.Secret;

/**
 * A session and the token with which its holder comes back.
 *
 * @param session      as it is now
 * @param refreshToken good for one refresh
 */
public record Grant(Session session, Secret refreshToken) {}
