package io.whispra.auth.session;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people stay logged in.
 *
 * @param idle       a session ends after this long without a refresh
 * @param lifetime   a session ends this long after the login, whatever happens
 * @param grace      for this long a replaced refresh token still gives its successor, at most 10 s
 * @param sweepEvery pause between two removals of expired sessions
 * @param perAccount live sessions of one account; a login beyond ends the one that was not seen for the longest time
 */
@ConfigurationProperties("whispra.session")
record SessionProperties(@DefaultValue("30d") Duration idle, @DefaultValue("180d") Duration lifetime,
        @DefaultValue("10s") Duration grace, @DefaultValue("10m") Duration sweepEvery,
        @DefaultValue("50") int perAccount) {

    private static final Duration MAX_GRACE = Duration.ofSeconds(10);

    SessionProperties {
        if (!idle.isPositive() || !lifetime.isPositive() || !sweepEvery.isPositive()) {
            throw new IllegalArgumentException("whispra.session: idle, lifetime and sweep-every must be positive");
        }
        if (perAccount < 1) {
            throw new IllegalArgumentException("whispra.session.per-account must be at least 1, not " + perAccount);
        }
        if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
            throw new IllegalArgumentException("whispra.session.grace must be 0 to 10 s, not " + grace);
        }
    }
}
