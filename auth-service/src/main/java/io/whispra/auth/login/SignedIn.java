package io.whispra.auth.login;

import java.time.Instant;

import io.whispra.auth.account.User;
import io.whispra.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The answer to whoever is logged in now.
 *
 * @param expiresAt    when the access token ends
 * @param refreshToken good for one refresh; absent where it is in the cookie
 */
record SignedIn(User user, Secret accessToken, Instant expiresAt, @Nullable Secret refreshToken) {

    /** For whoever keeps the refresh token themselves. */
    static SignedIn whole(Admission admission) {
        return of(admission, admission.grant().refreshToken());
    }

    /** For a browser, whose scripts must not see the refresh token. */
    static SignedIn withoutRefreshToken(Admission admission) {
        return of(admission, null);
    }

    private static SignedIn of(Admission admission, @Nullable Secret refreshToken) {
        var access = admission.access();
        return new SignedIn(User.own(admission.account()), access.value(), access.expiresAt(), refreshToken);
    }
}
