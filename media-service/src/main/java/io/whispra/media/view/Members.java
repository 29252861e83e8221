package io.whispra.media.view;

import reactor.core.publisher.Mono;

/** Who is in which room. */
interface Members {
    /**
     * Whether somebody is in a room now, as of the room's newest entry. Nothing is remembered: a removal counts from the next
     * question on. Fails with a refusal `unavailable` when it cannot be found out.
     */
    Mono<Boolean> contain(String roomId, String userId);
}
