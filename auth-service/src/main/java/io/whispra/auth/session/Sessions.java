package io.whispra.auth.session;

import java.time.Instant;

import io.whispra.auth.event.EndReason;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All sessions. What is not there is an empty answer; a database that does not answer in time is an error. */
interface Sessions {

    Mono<Session> add(Session session);

    Mono<Session> find(String id);

    /** Those of a person that have not been ended, expired or not, the one that was seen last first. */
    Flux<Session> notEnded(String userId);

    /**
     * Stores the rotated session if its token is still the one that the rotation replaced and it has not been ended.
     * Empty if not: of several at once exactly one succeeds.
     */
    Mono<Session> rotate(Session rotated);

    /** Ends it, and marks it as unpublished; empty if it is over already. Of several at once exactly one succeeds. */
    Mono<Session> end(String id, EndReason reason, Instant now);

    /** Notes that it goes on under these credentials, if it has older ones. */
    Mono<Void> keep(String id, int credentials);

    /** Some of those of whose end others may not know. */
    Flux<Session> unpublished(int limit);

    /** Notes that others know of its end. */
    Mono<Void> published(String id);

    /** Removes what has expired; how many there were. */
    Mono<Long> removeExpired(Instant now);
}
