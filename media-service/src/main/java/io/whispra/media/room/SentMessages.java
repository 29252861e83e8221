package io.whispra.media.room;

import reactor.core.publisher.Mono;

/** What became of messages. */
public interface SentMessages {
    /**
     * Where a message is; empty if nothing was sent under its id. Fails with a refusal `unavailable` when it cannot be found out.
     */
    Mono<Sent> find(MessageId id);

    /**
     * That a message is in its room's log.
     *
     * @param seq where
     * @param deleted whether it says nothing any more, as of the room's newest entry
     */
    record Sent(long seq, boolean deleted) {}
}
