package io.whispra.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.mongodb.client.result.DeleteResult;
import io.whispra.auth.event.EndReason;
import io.whispra.auth.store.Indexes;
import io.whispra.auth.store.StoreProperties;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;
import static org.springframework.data.mongodb.core.query.Update.update;

/** Sessions in the collection `sessions`. MongoDB removes the expired ones by itself, the embedded server does not. */
@Repository
class MongoSessions implements Sessions {

    private final ReactiveMongoTemplate mongo;
    private final Duration timeout;
    private final Mono<Void> indexes;

    MongoSessions(ReactiveMongoTemplate mongo, StoreProperties properties) {
        this.mongo = mongo;
        this.timeout = properties.timeout();
        this.indexes = Indexes.of(Session.class, mongo, List.of(
                new Index("userId", Sort.Direction.ASC).named("userId"),
                new Index("unpublished", Sort.Direction.ASC).sparse().named("unpublished"),
                new Index("expiresAt", Sort.Direction.ASC).expire(Duration.ZERO).named("expiresAt")));
    }

    @Override
    public Mono<Session> add(Session session) {
        return indexes.then(Mono.defer(() -> mongo.insert(session))).timeout(timeout);
    }

    @Override
    public Mono<Session> find(String id) {
        return mongo.findById(id, Session.class).timeout(timeout);
    }

    @Override
    public Mono<Session> rotate(Session rotated) {
        var rotation = Objects.requireNonNull(rotated.rotation(), "rotation");
        var unchanged = query(where("_id").is(rotated.id())
                .and("tokenHash").is(rotation.previousHash())
                .and("endedAt").isNull());
        var change = update("tokenHash", rotated.tokenHash())
                .set("rotation", rotation)
                .set("lastSeenAt", rotated.lastSeenAt())
                .set("expiresAt", rotated.expiresAt());
        return mongo.findAndModify(unchanged, change, FindAndModifyOptions.options().returnNew(true), Session.class)
                .timeout(timeout);
    }

    @Override
    public Flux<Session> notEnded(String userId) {
        var going = query(where("userId").is(userId).and("endedAt").isNull());
        return mongo.find(going.with(Sort.by(Sort.Direction.DESC, "lastSeenAt", "_id")), Session.class)
                .timeout(timeout);
    }

    @Override
    public Mono<Session> end(String id, EndReason reason, Instant now) {
        var going = query(where("_id").is(id).and("endedAt").isNull());
        // Where it was is of no use to anybody any more.
        var change = update("endedAt", now).set("endReason", reason)
                .set("unpublished", true)
                .unset("userAgent")
                .unset("address");
        return mongo.findAndModify(going, change, FindAndModifyOptions.options().returnNew(true), Session.class)
                .timeout(timeout);
    }

    @Override
    public Mono<Void> keep(String id, int credentials) {
        return mongo.updateFirst(query(where("_id").is(id)), new Update().max("credentials", credentials),
                Session.class).timeout(timeout).then();
    }

    @Override
    public Flux<Session> unpublished(int limit) {
        return mongo.find(query(where("unpublished").is(true)).limit(limit), Session.class).timeout(timeout);
    }

    @Override
    public Mono<Void> published(String id) {
        return mongo.updateFirst(query(where("_id").is(id)), new Update().unset("unpublished"), Session.class)
                .timeout(timeout)
                .then();
    }

    @Override
    public Mono<Long> removeExpired(Instant now) {
        return mongo.remove(query(where("expiresAt").lt(now)), Session.class).map(DeleteResult::getDeletedCount);
    }
}
