package io.whispra.gateway.revocation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The sessions that ended before their time and the people who are gone, each for as long as a token of theirs could live. One
 * thread writes, all read. Beyond the configured number the oldest is forgotten, which is counted and logged: its tokens are let in again
 * for the rest of their lives.
 */
@Component
public class Revocations {

    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final String SESSION = "session ";
    private static final String USER = "user ";

    private final Set<String> marked = ConcurrentHashMap.newKeySet();
    private final Deque<Mark> oldestFirst = new ArrayDeque<>();
    private final RevocationProperties properties;
    private final Clock clock;
    private final Counter dropped;
    private volatile boolean known;
    private boolean overflowing;

    private record Mark(String whose, Instant until) {}

    Revocations(RevocationProperties properties, Clock clock, MeterRegistry meters) {
        this.properties = properties;
        this.clock = clock;
        this.dropped = Counter.builder("whispra.revocation.dropped")
                .description("Revocations that were forgotten too early, because there were too many")
                .register(meters);
    }

    /** Whether everything that was revoked before this service started has been read. As long as it has not, nobody can be let in. */
    public boolean isKnown() {
        return known;
    }

    /** Whether tokens of this session, or all of this person's, are refused. */
    public boolean isRevoked(String sessionId, String userId) {
        return marked.contains(SESSION + sessionId) || marked.contains(USER + userId);
    }

    void revokeSession(String id) {
        mark(SESSION + id);
    }

    void revokeUser(String id) {
        mark(USER + id);
    }

    void caughtUp() {
        known = true;
    }

    private void mark(String whose) {
        var now = clock.instant();
        for (var oldest = oldestFirst.peek(); oldest != null && oldest.until().isBefore(now); oldest = oldestFirst
                .peek()) {
            forgetOldest();
            overflowing = false;
        }
        if (marked.add(whose)) {
            oldestFirst.add(new Mark(whose, now.plus(properties.life())));
            if (oldestFirst.size() > properties.max()) {
                overflow();
            }
        }
    }

    private void overflow() {
        forgetOldest();
        dropped.increment();
        if (!overflowing) {
            overflowing = true;
            log.error("More than {} revocations in {}: the oldest are forgotten", properties.max(), properties.life());
        }
    }

    private void forgetOldest() {
        marked.remove(oldestFirst.remove().whose());
    }
}
