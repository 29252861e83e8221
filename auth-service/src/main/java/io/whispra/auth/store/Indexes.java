package io.whispra.auth.store;

import java.time.Duration;
import java.util.List;

import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.IndexDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The indexes of a collection, made before the first write that relies on them. */
public final class Indexes {

    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private Indexes() {}

    /** Completes when they exist. Asks the database until that succeeded once, then never again. */
    public static Mono<Void> of(Class<?> document, ReactiveMongoOperations mongo, List<IndexDefinition> indexes) {
        return Flux.fromIterable(indexes)
                .concatMap(index -> mongo.indexOps(document).createIndex(index))
                .then()
                .cache(_ -> FOR_EVER, _ -> Duration.ZERO, () -> FOR_EVER);
    }
}
