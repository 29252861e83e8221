package io.whispra.room.aggregate;

import java.time.Duration;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Nothing is served before the indexes are there: that a room exists once depends on them. */
@Component
class Indexes implements InitializingBean {

    private static final Retry WHILE_THE_DATABASE_STARTS = Retry.backoff(6, Duration.ofMillis(500))
            .maxBackoff(Duration.ofSeconds(5));

    private final ReactiveMongoOperations mongo;

    Indexes(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Waits on the main thread, before anything listens. */
    @Override
    public void afterPropertiesSet() {
        var rooms = mongo.indexOps(Room.class);
        Flux.just(once("pairKey"), once("clientKey"), new Index("pendingSince", Direction.ASC).sparse())
                .concatMap(rooms::createIndex)
                .retryWhen(WHILE_THE_DATABASE_STARTS)
                .blockLast();
    }

    private static Index once(String key) {
        return new Index(key, Direction.ASC).unique().sparse();
    }
}
