package io.whispra.auth.account;

import java.time.Duration;

import io.whispra.auth.problem.Refusal;
import io.whispra.auth.store.StoreProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

/**
 * Which name has which look, in the collection `name_looks`. Two people may have one name; nobody gets another one that looks
 * like it. The first name of a look has it for ever.
 */
@Repository
class TakenNames {

    private static final int TRIES = 3;
    /** Nobody is called so who is there. */
    private static final String DELETED = Glyphs.skeleton(User.NAME_OF_THE_DELETED);

    private final ReactiveMongoTemplate mongo;
    private final Duration timeout;

    TakenNames(ReactiveMongoTemplate mongo, StoreProperties store) {
        this.mongo = mongo;
        this.timeout = store.timeout();
    }

    /**
     * A look and its name, as it is stored.
     *
     * @param id      see {@link Glyphs#skeleton}
     * @param nameKey see {@link DisplayName#key}
     */
    @Document("name_looks")
    record Look(@Id String id, String nameKey) {}

    /** Takes the look for the name; {@link Refusal} 422 `looks-like-another` if another name has it, or all who are deleted. */
    Mono<Void> take(DisplayName name) {
        return Glyphs.skeleton(name.value()).equalsIgnoreCase(DELETED) ? refused() : takeFree(name);
    }

    private Mono<Void> takeFree(DisplayName name) {
        return mongo.findAndModify(query(where("_id").is(Glyphs.skeleton(name.value()))),
                new Update().setOnInsert("nameKey", name.key()),
                FindAndModifyOptions.options().upsert(true).returnNew(true), Look.class)
                // Two came at once with a new look: one of them finds it taken now.
                .retryWhen(Retry.max(TRIES - 1).filter(DuplicateKeyException.class::isInstance))
                .timeout(timeout)
                .filter(look -> look.nameKey().equals(name.key()))
                .switchIfEmpty(refused())
                .then();
    }

    private static <T> Mono<T> refused() {
        return Mono.error(() -> Refusal.field("/name", "looks-like-another",
                "The name cannot be told from another one by its looks; add or change a letter."));
    }
}
