package io.whispra.gateway.chat;

import java.time.Instant;

/**
 * Who is calling, by a token that was checked.
 *
 * @param userId    `sub`
 * @param sid       the login session that the token belongs to
 * @param token     the token itself, passed on with every call that is made for the user
 * @param expiresAt `exp`
 */
record Caller(String userId, String sid, String token, Instant expiresAt) {

    boolean isSameSession(Caller other) {
        return userId.equals(other.userId) && sid.equals(other.sid);
    }
}
