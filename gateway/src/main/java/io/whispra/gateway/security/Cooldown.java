package io.whispra.gateway.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets one fetch per cooldown through for key ids that nobody knows, whatever callers make up, and one per pause where keys are due.
 * In between the keys are unavailable, which is for an outage-tolerant source to bridge. (Nimbus' own rate limit lets two through, counts
 * the first load and each renewal, and cannot be bridged.)
 */
final class Cooldown extends JWKSetSourceWrapper<SecurityContext> {

    private final long cooldown;
    private final long pause;
    private final long freshness;
    private volatile Fresh fresh = new Fresh(new JWKSet(), Long.MIN_VALUE);
    private long nextTry;
    private long nextLook;

    private record Fresh(JWKSet keys, long until) {}

    Cooldown(JWKSetSource<SecurityContext> keys, KeyProperties properties) {
        super(keys);
        this.cooldown = properties.cooldown().toMillis();
        this.pause = properties.retryAfter().toMillis();
        this.freshness = properties.life().minus(properties.refreshAhead()).toMillis();
    }

    /** What was fetched lately, without waiting; nothing when it is time to fetch again. */
    JWKSet fresh(long now) {
        var last = fresh;
        return now < last.until() ? last.keys() : new JWKSet();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
            throws KeySourceException {
        begin(now);
        var keys = getSource().getJWKSet(refresh, now, context);
        fresh = new Fresh(keys, now + freshness);
        return keys;
    }

    /** Keys that are old, or were never seen, do not wait for a cooldown that others caused, nor cause one. */
    private synchronized void begin(long now) throws JWKSetUnavailableException {
        var isDue = now >= fresh.until();
        if (now < (isDue ? nextTry : nextLook)) {
            throw new JWKSetUnavailableException("Keys were asked for a moment ago");
        }
        if (isDue) {
            nextTry = now + pause;
        } else {
            nextLook = now + cooldown;
        }
    }
}
