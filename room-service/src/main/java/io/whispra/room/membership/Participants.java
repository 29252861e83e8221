package io.whispra.room.membership;

import java.util.Collection;
import java.util.List;

import io.whispra.room.aggregate.Change;
import io.whispra.room.aggregate.Ids;
import io.whispra.room.aggregate.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The participants, in `participants`. Changes of membership carry the room's version and do nothing where a newer one, or
 * they themselves, were before.
 */
@Component
public class Participants {

    private final ReactiveMongoOperations mongo;

    Participants(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** What is folded about these people and one room, also about those who are out. */
    Flux<Participant> find(String roomId, Collection<String> userIds) {
        return findAll(userIds.stream().filter(Ids::isId).map(userId -> Participant.id(roomId, userId)).toList());
    }

    /** What is folded about one person and these rooms. */
    Flux<Participant> findIn(Collection<String> roomIds, String userId) {
        return findAll(roomIds.stream().map(roomId -> Participant.id(roomId, userId)).toList());
    }

    /** Who is in a room, by user id, from the one behind `after`. */
    Flux<Participant> page(String roomId, String after, int limit) {
        var query = Query.query(inRoom(roomId, after).and("role").exists(true))
                .with(Sort.by("_id"))
                .limit(limit);
        return mongo.find(query, Participant.class);
    }

    /** Moves somebody's marker forward, never back. */
    public Mono<Void> read(String roomId, String userId, long seq, long number) {
        return update(Query.query(byId(roomId, userId)), forward(seq, number));
    }

    /** Keeps what entries did to people of rooms, one write for each of them. What was kept before, or more than that, stays. */
    public Mono<Void> keep(Collection<Heard> all) {
        if (all.isEmpty()) {
            return Mono.empty();
        }
        var bulk = mongo.bulkOps(BulkMode.UNORDERED, Participant.class);
        all.forEach(heard -> bulk.updateOne(Query.query(heard.isNew()), heard.update()));
        return bulk.execute().then();
    }

    /** Those of these people, each given as {@link Participant#id()}, who are in their room. */
    public Flux<Participant> present(Collection<String> ids) {
        return findAll(ids).filter(participant -> participant.role() != null);
    }

    /** Who in a room is spoken to by one of these messages. */
    public Flux<Participant> mentioned(String roomId, Collection<Long> seqs) {
        return mongo.find(Query.query(inRoom(roomId, "").and("mentions").in(seqs)), Participant.class);
    }

    /**
     * Keeps how somebody who is in a room wants to have it.
     *
     * @param archivedNumber null if it is not put away
     */
    public Mono<Void> prefer(String roomId, String userId, boolean muted, @Nullable Long archivedNumber) {
        var update = new Update();
        if (muted) {
            update.set("muted", true);
        } else {
            update.unset("muted");
        }
        if (archivedNumber == null) {
            update.unset("archivedNumber");
        } else {
            update.set("archivedNumber", archivedNumber);
        }
        return update(Query.query(byId(roomId, userId).and("role").exists(true)), update);
    }

    /** Lets somebody in: a membership begins, with nothing of the one before but what was read. */
    Mono<Void> add(String roomId, String userId, Role role, Change change) {
        var version = change.version();
        var before = Query.query(byId(roomId, userId).and("version").not().gte(version));
        var update = new Update().set("roomId", roomId)
                .set("userId", userId)
                .set("role", role)
                .set("version", version)
                .set("joinedAt", change.at())
                .set("joinVersion", version)
                .unset("joinSeq")
                .unset("mentions")
                .unset("muted")
                .unset("archivedNumber");
        if (change.history() == null) {
            update.unset("history");
        } else {
            update.set("history", change.history());
        }
        return mongo.upsert(before, update, Participant.class)
                .onErrorResume(DuplicateKeyException.class, _ -> Mono.empty())
                .then();
    }

    Mono<Void> remove(String roomId, String userId, long version) {
        return update(before(roomId, userId, version), out(version));
    }

    /** The same for many at once. */
    Mono<Void> removeAll(String roomId, Collection<String> userIds, long version) {
        var bulk = mongo.bulkOps(BulkMode.UNORDERED, Participant.class);
        userIds.forEach(userId -> bulk.updateOne(before(roomId, userId, version), out(version)));
        return bulk.execute().then();
    }

    Mono<Void> setRole(String roomId, String userId, Role role, long version) {
        return update(before(roomId, userId, version), new Update().set("version", version).set("role", role));
    }

    /** The log has the entry that began a membership: what came before it counts as read. */
    Mono<Void> joined(String roomId, String userId, long joinVersion, long seq, long number) {
        return update(Query.query(byId(roomId, userId).and("joinVersion").is(joinVersion)),
                forward(seq, number).set("joinSeq", seq));
    }

    private Flux<Participant> findAll(Collection<String> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : mongo.find(Query.query(Criteria.where("_id").in(ids)), Participant.class);
    }

    private Mono<Void> update(Query query, Update update) {
        return mongo.updateFirst(query, update, Participant.class).then();
    }

    private static Update out(long version) {
        return new Update().set("version", version).unset("role");
    }

    private static Query before(String roomId, String userId, long version) {
        return Query.query(byId(roomId, userId).and("version").lt(version));
    }

    /** The ids of a room's people are a range. */
    private static Criteria inRoom(String roomId, String after) {
        return Criteria.where("_id").gt(Participant.id(roomId, after)).lt(roomId + ";");
    }

    private static Criteria byId(String roomId, String userId) {
        return Criteria.where("_id").is(Participant.id(roomId, userId));
    }

    private static Update forward(long seq, long number) {
        return new Update().max("lastReadSeq", seq).max("lastReadNumber", number);
    }

    /**
     * What the entries of a room, up to one of them, did to somebody.
     *
     * @param upTo       that entry
     * @param readSeq    how far they have read by writing; 0 if they did not
     * @param readNumber the number of that entry
     * @param mentions   theirs as they are then; null if nothing happened to them
     */
    public record Heard(String roomId, String userId, long upTo, long readSeq, long readNumber,
            @Nullable List<Long> mentions) {

        private Criteria isNew() {
            var who = byId(roomId, userId);
            return mentions == null ? who : who.and("mentionsSeq").not().gte(upTo);
        }

        private Update update() {
            var update = readSeq == 0 ? new Update() : forward(readSeq, readNumber);
            return mentions == null ? update : update.set("mentions", mentions).set("mentionsSeq", upTo);
        }
    }
}
