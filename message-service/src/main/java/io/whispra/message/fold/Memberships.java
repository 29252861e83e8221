package io.whispra.message.fold;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Memberships in memory. That somebody is not a member is never remembered: anybody could fill the memory with it. */
@Component
class Memberships {

    private final Folds folds;
    private final AsyncCache<Key, Membership> known;

    Memberships(Folds folds, FoldProperties properties) {
        this.folds = folds;
        this.known = Caffeine.newBuilder().maximumSize(properties.cachedMembers()).buildAsync();
    }

    private record Key(String roomId, long generation, String userId) {}

    Mono<Membership> find(View view, String userId) {
        var key = new Key(view.roomId(), view.generation(), userId);
        return Mono.fromFuture(() -> known.get(key,
                (k, _) -> folds.membership(k.roomId(), k.userId()).toFuture()), true);
    }

    /** Also whoever is being read just now will not be remembered. */
    void forget(View view, String userId) {
        known.synchronous().invalidate(new Key(view.roomId(), view.generation(), userId));
    }
}
