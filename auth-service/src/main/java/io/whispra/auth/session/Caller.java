package io.whispra.auth.session;

import java.util.Objects;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * A person who asks.
 *
 * @param sessionId of the access token they ask with
 */
public record Caller(String userId, String sessionId) {

    /** Of a person's token, which has both. */
    public static Caller of(Jwt token) {
        return new Caller(Objects.requireNonNull(token.getSubject(), "sub"),
                Objects.requireNonNull(token.getClaimAsString("sid"), "sid"));
    }
}
