package io.whispra.media.attachment;

import java.util.Collection;

import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

/** {@link Untold} in MongoDB, by a sparse index. */
@Component
final class MongoUntold implements Untold {
    private final ReactiveMongoTemplate mongo;

    MongoUntold(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Flux<Attachment> find(int limit) {
        return mongo.find(query(where("tell").is(true)).limit(limit), Attachment.class);
    }

    @Override
    public Mono<Void> told(Collection<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
            var bulk = mongo.bulkOps(BulkMode.UNORDERED, Attachment.class);
            attachments.forEach(one -> bulk.updateOne(
                    query(where("_id").is(one.id()).and("status").is(one.status())), new Update().unset("tell")));
            return bulk.execute().then();
        });
    }
}
