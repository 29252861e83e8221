package io.whispra.auth.event;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A kind of work that one write began and that must be done to its end. Doing it twice, also at once in two instances, is as
 * doing it once.
 *
 * @param <T> one piece of it
 */
public interface Unfinished<T> {

    /** Some of what is not done. */
    Flux<T> find(int limit);

    /** Whether it is done now. False means that the others would fail too. */
    Mono<Boolean> redo(T found);
}
