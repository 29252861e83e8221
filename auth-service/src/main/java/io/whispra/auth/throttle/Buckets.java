package io.whispra.auth.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/** One token bucket for each key. A bucket that nobody touched until it was full again is forgotten. */
final class Buckets {

    private final Limit limit;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    Buckets(Limit limit, int maxKeys, Clock clock) {
        this.limit = limit;
        this.time = new Time(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .expireAfterAccess(limit.whole())
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** Takes a token; or, if there is none, tells how long until there is one. */
    Optional<Duration> take(String key) {
        var probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Puts one back that was taken. */
    void giveBack(String key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(String key) {
        return buckets.get(key, _ -> Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.tries()).refillGreedy(1, limit.oneMoreEach()))
                .withCustomTimePrecision(time)
                .build());
    }

    private record Time(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
