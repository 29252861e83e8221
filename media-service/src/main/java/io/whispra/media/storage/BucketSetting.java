package io.whispra.media.storage;

import reactor.core.publisher.Mono;

/**
 * A setting of the whole bucket, of which a part is ours and the rest somebody else's.
 *
 * @param <T> all of it, as the store has it
 */
interface BucketSetting<T> {
    /** For the log. */
    String name();

    /** Our part, for whoever has to see to it by hand. */
    String wanted();

    /** What the store has; where there is nothing, something empty. */
    Mono<T> read();

    /** The same with our part in it: equal to the argument if it is there already. */
    T with(T present);

    Mono<Void> write(T all);
}
