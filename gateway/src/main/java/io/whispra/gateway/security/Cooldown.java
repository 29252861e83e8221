package io.whispra.gateway.security;

import java.time.Duration;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets one fetch through per cooldown once keys are known, whatever key ids callers make up; before that, one per pause. In between
 * the keys are unavailable, which is for an outage-tolerant source to bridge. (Nimbus' own rate limit lets two through, counts the
 * first load, and cannot be bridged.)
 */
final class Cooldown extends JWKSetSourceWrapper<SecurityContext> {

    private final long cooldown;
    private final long pause;
    private boolean known;
    private long nextFetch;

    Cooldown(JWKSetSource<SecurityContext> keys, Duration cooldown, Duration pause) {
        super(keys);
        this.cooldown = cooldown.toMillis();
        this.pause = pause.toMillis();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
            throws KeySourceException {
        synchronized (this) {
            if (now < nextFetch) {
                throw new JWKSetUnavailableException("Keys were asked for a moment ago");
            }
            nextFetch = now + (known ? cooldown : pause);
        }
        var keys = getSource().getJWKSet(refresh, now, context);
        synchronized (this) {
            if (!known) {
                known = true;
                nextFetch = now;
            }
        }
        return keys;
    }
}
