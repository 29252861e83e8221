package io.whispra.auth.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.store.Indexes;
import io.whispra.auth.store.StoreProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;
import static org.springframework.data.mongodb.core.query.Update.update;

/** Accounts in the collection `users`. */
@Repository
class MongoAccounts implements Accounts {

    /** Sorts after whatever can follow a prefix. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** Where people signed in from. It is no part of an {@link Account}, for nobody but the throttle looks at it. */
    private static final String USED_FROM = "usedFrom";

    private final ReactiveMongoTemplate mongo;
    private final TakenNames names;
    private final AccountProperties properties;
    private final Duration timeout;
    private final Mono<Void> indexes;

    MongoAccounts(ReactiveMongoTemplate mongo, TakenNames names, AccountProperties properties, StoreProperties store) {
        this.mongo = mongo;
        this.names = names;
        this.properties = properties;
        this.timeout = store.timeout();
        this.indexes = Indexes.of(Account.class, mongo, List.of(
                new Index("email", Sort.Direction.ASC).unique().named("email"),
                new Index("nameKey", Sort.Direction.ASC).named("nameKey"),
                new Index("laterKeys", Sort.Direction.ASC).named("laterKeys"),
                new Index("unpublished", Sort.Direction.ASC).sparse().named("unpublished"),
                new Index("unsettled", Sort.Direction.ASC).sparse().named("unsettled")));
    }

    @Override
    public Mono<Account> add(Account account) {
        return indexes.then(Mono.defer(() -> names.take(new DisplayName(account.name()))))
                .then(Mono.defer(() -> mongo.insert(account)))
                .timeout(timeout)
                .onErrorMap(DuplicateKeyException.class, _ -> new Refusal(ProblemType.EMAIL_TAKEN,
                        "Log in with this address, or register with another."));
    }

    @Override
    public Mono<Account> find(String id) {
        return mongo.findById(id, Account.class).timeout(timeout);
    }

    @Override
    public Mono<Account> findByEmail(EmailAddress email) {
        return mongo.findOne(query(where("email").is(email.value())), Account.class).timeout(timeout);
    }

    @Override
    public Mono<Boolean> isUsedFrom(String clientAddress, EmailAddress email) {
        return mongo.exists(query(where("email").is(email.value()).and(USED_FROM).is(clientAddress)), Account.class)
                .timeout(timeout);
    }

    @Override
    public Mono<Void> usedFrom(String clientAddress, String id) {
        var isNew = query(where("_id").is(id).and(USED_FROM).ne(clientAddress));
        var added = new Update().push(USED_FROM).slice(-properties.knownAddresses()).each(clientAddress);
        return mongo.updateFirst(isNew, added, Account.class).timeout(timeout).then();
    }

    @Override
    public Flux<Account> findAll(Collection<String> ids) {
        return mongo.find(query(where("_id").in(ids)), Account.class).timeout(timeout);
    }

    @Override
    public Flux<Account> named(String keyPrefix, @Nullable Position after, int limit) {
        var end = keyPrefix + LAST;
        var matching = new ArrayList<>(List.of(
                where("status").ne(Account.Status.DELETED),
                new Criteria().orOperator(where("nameKey").gte(keyPrefix).lt(end),
                        where("laterKeys").elemMatch(new Criteria().gte(keyPrefix).lt(end)))));
        if (after != null) {
            matching.add(new Criteria().orOperator(where("nameKey").gt(after.nameKey()),
                    where("nameKey").is(after.nameKey()).and("_id").gt(after.id())));
        }
        var page = query(new Criteria().andOperator(matching)).with(Sort.by("nameKey", "_id")).limit(limit);
        return mongo.find(page, Account.class).timeout(timeout);
    }

    @Override
    public Mono<Account> rename(String id, DisplayName name) {
        return names.take(name).then(Mono.defer(() -> mongo.findAndModify(
                query(where("_id").is(id).and("status").is(Account.Status.ACTIVE)),
                announced(update("name", name.value()).set("nameKey", name.key()).set("laterKeys", name.laterKeys())),
                FindAndModifyOptions.options().returnNew(true), Account.class))).timeout(timeout);
    }

    @Override
    public Mono<Change> show(String id, @Nullable String avatar) {
        var change = avatar == null ? new Update().unset("avatar") : update("avatar", avatar);
        return mongo.findAndModify(query(where("_id").is(id).and("status").is(Account.Status.ACTIVE)),
                announced(change), FindAndModifyOptions.options().returnNew(false), Account.class)
                .map(before -> new Change(before, before.showing(avatar)))
                .timeout(timeout);
    }

    @Override
    public Flux<Account> unpublished(int limit) {
        return mongo.find(query(where("unpublished").is(true)).limit(limit), Account.class).timeout(timeout);
    }

    @Override
    public Mono<Void> published(Account account) {
        var unchanged = query(where("_id").is(account.id()).and("version").is(account.version()));
        return mongo.updateFirst(unchanged, new Update().unset("unpublished"), Account.class).timeout(timeout).then();
    }

    /** A change that others see: the same write leaves the mark that they are to be told. */
    private static Update announced(Update change) {
        return change.inc("version", 1).set("unpublished", true);
    }
}
