package io.whispra.media.room;

import reactor.core.publisher.Mono;

/** Who is in which room. */
public interface Members {
    /**
     * Somebody's membership, as of the room's newest entry; empty if they are not in the room now. Nothing is remembered: a removal
     * counts from the next question on. Fails with a refusal `unavailable` when it cannot be found out.
     */
    Mono<Membership> find(String roomId, String userId);

    /**
     * That somebody is in a room.
     *
     * @param historyFrom the seq of the first entry that they see; 1 if that is all
     */
    record Membership(long historyFrom) {
        public Membership {
            if (historyFrom < 1) {
                throw new IllegalArgumentException("historyFrom is at least 1, not " + historyFrom);
            }
        }

        public boolean sees(long seq) {
            return seq >= historyFrom;
        }

        public boolean seesAll() {
            return historyFrom <= 1;
        }
    }
}
