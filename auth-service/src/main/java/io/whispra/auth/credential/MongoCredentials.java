package io.whispra.auth.credential;

import java.time.Duration;

import io.whispra.auth.account.Account;
import io.whispra.auth.account.Account.Cause;
import io.whispra.auth.account.Account.Status;
import io.whispra.auth.account.Account.Unsettled;
import io.whispra.auth.store.StoreProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;
import static org.springframework.data.mongodb.core.query.Update.update;

/** Credentials as they stand in the collection `users`. */
@Repository
class MongoCredentials implements Credentials {

    private final ReactiveMongoTemplate mongo;
    private final Duration timeout;

    MongoCredentials(ReactiveMongoTemplate mongo, StoreProperties properties) {
        this.mongo = mongo;
        this.timeout = properties.timeout();
    }

    @Override
    public Mono<Account> replacePassword(Account proven, String passwordHash, String keptSessionId) {
        return change(unchanged(proven),
                raised(update("passwordHash", passwordHash), Cause.PASSWORD, keptSessionId));
    }

    @Override
    public Mono<Account> disable(String id) {
        return change(where("_id").is(id).and("status").is(Status.ACTIVE),
                raised(update("status", Status.DISABLED), Cause.DISABLED, null));
    }

    @Override
    public Mono<Account> enable(String id) {
        return change(where("_id").is(id).and("status").is(Status.DISABLED), update("status", Status.ACTIVE));
    }

    @Override
    public Mono<Account> delete(Account proven) {
        var erased = update("status", Status.DELETED)
                .set("name", "")
                .set("nameKey", "")
                .set("email", Account.noEmail(proven.id()))
                .set("passwordHash", "")
                .unset("usedFrom")
                .unset("laterKeys")
                .unset("avatar")
                .inc("version", 1)
                .set("unpublished", true);
        return change(unchanged(proven), raised(erased, Cause.DELETED, null));
    }

    @Override
    public Flux<Account> unsettled(int limit) {
        return mongo.find(query(where("unsettled").exists(true)).limit(limit), Account.class).timeout(timeout);
    }

    @Override
    public Mono<Void> settled(Account account) {
        var unchanged = query(where("_id").is(account.id()).and("credentials").is(account.credentials()));
        return mongo.updateFirst(unchanged, new Update().unset("unsettled"), Account.class).timeout(timeout).then();
    }

    private Mono<Account> change(Criteria which, Update change) {
        return mongo.findAndModify(query(which), change, FindAndModifyOptions.options().returnNew(true), Account.class)
                .timeout(timeout);
    }

    /** Each hash has a salt of its own: the same one is the same password, not changed and changed back. */
    private static Criteria unchanged(Account proven) {
        return where("_id").is(proven.id())
                .and("status")
                .is(Status.ACTIVE)
                .and("passwordHash")
                .is(proven.passwordHash());
    }

    private static Update raised(Update change, Cause cause, @Nullable String keptSessionId) {
        return change.inc("credentials", 1).set("unsettled", new Unsettled(cause, keptSessionId));
    }
}
