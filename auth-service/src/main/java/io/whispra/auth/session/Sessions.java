package io.whispra.auth.session;

import java.time.Instant;

import reactor.core.publisher.Mono;

/** All sessions. What is not there is an empty answer; a database that does not answer in time is an error. */
interface Sessions {

    Mono<Session> add(Session session);

    Mono<Session> find(String id);

    /**
     * Stores the rotated session if its token is still the one that the rotation replaced and it has not been ended.
     * Empty if not: of several at once exactly one succeeds.
     */
    Mono<Session> rotate(Session rotated);

    /** Ends it; nothing happens if it is over already. */
    Mono<Void> end(String id, Instant now);

    /** Removes what has expired; how many there were. */
    Mono<Long> removeExpired(Instant now);
}
