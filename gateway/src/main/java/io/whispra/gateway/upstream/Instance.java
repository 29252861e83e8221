package io.whispra.gateway.upstream;

import java.net.URI;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of a service and what its last callers learnt of it. While it seems to be down it is asked after all others; when its pause is
 * over one caller tries it again, and the others wait for what that one learns.
 */
final class Instance {

    private static final Logger log = LoggerFactory.getLogger(Instance.class);
    private static final int MOST = 1_000;

    private final URI uri;
    private final InstancesProperties properties;
    private volatile long answeredAt = System.nanoTime();
    private volatile long pausedUntil;
    private volatile int failures;

    Instance(URI uri, InstancesProperties properties) {
        this.uri = uri;
        this.properties = properties;
    }

    URI uri() {
        return uri;
    }

    /** Whether it may be asked before others now. True for one caller only if it was lost and its pause is over. */
    boolean admits(long now) {
        return failures == 0 || claim(now);
    }

    /** Nanoseconds until it may be tried again; the fewer, the sooner it is asked when all are lost. */
    long pausedFor(long now) {
        return failures == 0 ? Long.MIN_VALUE : pausedUntil - now;
    }

    /** It said something, whatever it was. */
    void answered() {
        answeredAt = System.nanoTime();
        if (failures > 0) {
            revive();
        }
    }

    /** A request that began then got no answer. That others got one since says that it is not the instance. */
    synchronized void lost(long began, Throwable reason) {
        if (answeredAt - began > 0) {
            return;
        }
        if (failures == 0) {
            log.warn("{} is asked after others for now: {}", uri, reason.toString());
            failures = 1;
        }
        pause(System.nanoTime());
    }

    private synchronized boolean claim(long now) {
        if (failures > 0 && now - pausedUntil < 0) {
            return false;
        }
        if (failures > 0) {
            failures = Math.min(failures + 1, MOST);
            pause(now);
        }
        return true;
    }

    private synchronized void revive() {
        if (failures > 0) {
            log.info("{} answers again", uri);
            failures = 0;
        }
    }

    private void pause(long now) {
        pausedUntil = now + properties.pauseAfter(failures).toNanos();
    }
}
