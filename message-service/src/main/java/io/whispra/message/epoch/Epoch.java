package io.whispra.message.epoch;

import java.time.Duration;
import java.util.UUID;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

/**
 * The name of the history that this database tells. Made once; another one means that acknowledged entries may be gone, so
 * that whoever remembers rooms by seq must forget them.
 */
@Component
public class Epoch implements SmartLifecycle {

    private static final String ID = "epoch";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final FindAndModifyOptions MAKE = FindAndModifyOptions.options().upsert(true).returnNew(true);

    private final ReactiveMongoTemplate mongo;
    private final Mono<Stored> settled;
    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;

    Epoch(ReactiveMongoTemplate mongo, EpochProperties properties) {
        this.mongo = mongo;
        // Once in the life of this instance, whoever asks first; a failure is not remembered.
        this.settled = Mono.defer(() -> settle(properties.reset())).cacheInvalidateIf(_ -> false);
    }

    @Document("service_state")
    record Stored(@Id String id, String value) {}

    /** As it is now: an opaque string. */
    public Mono<String> current() {
        return settled.then(Mono.defer(() -> mongo.findById(ID, Stored.class))).map(Stored::value);
    }

    @Override
    public void start() {
        started = true;
        running.replace(settled.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, SOON)).subscribe());
    }

    @Override
    public void stop() {
        started = false;
        running.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    private Mono<Stored> settle(boolean reset) {
        var value = UUID.randomUUID().toString();
        var update = reset ? new Update().set("value", value) : new Update().setOnInsert("value", value);
        return mongo.findAndModify(query(where("_id").is(ID)), update, MAKE, Stored.class)
                // Another instance's insert was first: now it is there.
                .retryWhen(Retry.max(2).filter(DuplicateKeyException.class::isInstance));
    }
}
