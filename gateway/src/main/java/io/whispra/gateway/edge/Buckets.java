package io.whispra.gateway.edge;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.whispra.gateway.problem.Refusal;
import reactor.core.publisher.Mono;

/** One token bucket for each key. A bucket that nobody touched until it was full again is forgotten. */
final class Buckets {

    private final Limit limit;
    private final boolean enabled;
    private final Cache<String, Bucket> buckets;

    Buckets(Limit limit, RatesProperties properties) {
        this.limit = limit;
        this.enabled = properties.enabled();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(properties.maxKeys())
                .expireAfterAccess(limit.whole())
                .build();
    }

    /** Goes on if the key has a token left, else refuses. */
    Mono<Void> unlessTooMany(String key, Mono<Void> onward) {
        if (!enabled) {
            return onward;
        }
        var probe = buckets.get(key, _ -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? onward
                : Mono.error(Refusal.tooMany("More requests than are let in, expected at most one every "
                        + limit.oneMoreEach().toMillis() + " ms.", Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.requests()).refillGreedy(1, limit.oneMoreEach()))
                .build();
    }
}
