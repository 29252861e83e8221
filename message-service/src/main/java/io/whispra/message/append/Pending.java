package io.whispra.message.append;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Now;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A draft on its way, and who waits for what becomes of it. */
final class Pending {

    private final Draft draft;
    private final Sinks.One<Appended> outcome = Sinks.one();
    private volatile boolean abandoned;

    Pending(Draft draft) {
        this.draft = draft;
    }

    Draft draft() {
        return draft;
    }

    Key key() {
        return new Key(draft.author().senderId(), draft.clientId());
    }

    /** Within a room, what makes two drafts the same. */
    record Key(String senderId, String clientId) {}

    Mono<Appended> outcome() {
        return outcome.asMono();
    }

    void abandon() {
        abandoned = true;
    }

    /** Nobody waits any more: what has not begun need not begin. */
    boolean isAbandoned() {
        return abandoned;
    }

    void appended(Entry entry) {
        outcome.tryEmitValue(new Appended(entry, false));
    }

    /**
     * The log had an entry under this clientId: the same one if it was asked for in the same words. What they were is no longer known of
     * one that was erased.
     */
    void repeats(Entry entry) {
        if (entry.bodyHash().equals(draft.bodyHash()) || entry.bodyHash().equals(Now.NO_HASH)) {
            outcome.tryEmitValue(new Appended(entry, true));
        } else {
            refuse(new Refusal(ProblemType.CLIENT_ID_REUSED,
                    "The clientId '" + draft.clientId() + "' was used for something else in this room."));
        }
    }

    /** There was nothing to append. */
    void nothing() {
        outcome.tryEmitEmpty();
    }

    void refuse(Throwable reason) {
        outcome.tryEmitError(reason);
    }
}
