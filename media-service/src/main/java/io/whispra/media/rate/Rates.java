package io.whispra.media.rate;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.whispra.media.problem.Refusal;
import org.springframework.stereotype.Component;

/** One token bucket for each person. */
@Component
public class Rates {

    private final Limit limit;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    Rates(RateProperties properties, Clock clock) {
        this.limit = properties.upload();
        this.time = new Time(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(properties.people())
                .expireAfterAccess(limit.whole())
                .ticker(time::currentTimeNanos)
                .build();
    }

    /**
     * Counts one more upload that a person begins, whatever becomes of it.
     *
     * @throws Refusal too-many-requests, with the time until there may be one more
     */
    public void count(String userId) {
        if (limit.equals(Limit.OFF)) {
            return;
        }
        var probe = bucket(userId).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refusal.tooManyRequests("Uploads begin too fast: " + limit.burst()
                    + " at once, then one each " + limit.oneMoreEach().toMillis() + " ms.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(String userId) {
        return buckets.get(userId, _ -> Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.burst()).refillGreedy(1, limit.oneMoreEach()))
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
