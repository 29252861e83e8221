package io.whispra.room.aggregate;

import java.util.Collection;
import java.util.Map;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rooms, in `chat_rooms`. */
@Component
public class Rooms {

    private final ReactiveMongoOperations mongo;

    Rooms(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Inserts a new room; fails with a `DuplicateKeyException` if its pair or its request has one. */
    public Mono<Room> insert(Room room) {
        return mongo.insert(room);
    }

    /** The room, also one that is gone: its log may still be owed. */
    public Mono<Room> find(String id) {
        return Ids.isId(id) ? mongo.findById(id, Room.class) : Mono.empty();
    }

    public Flux<Room> findAll(Collection<String> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), Room.class);
    }

    /** Only what the order of a list needs: ids, times and heads. */
    public Flux<Activity> activities(Collection<String> ids) {
        var query = Query.query(Criteria.where("_id").in(ids));
        query.fields().include("createdAt", "head");
        return mongo.find(query, Activity.class, "chat_rooms");
    }

    public Mono<Room> ofPair(String pairKey) {
        return mongo.findOne(Query.query(Criteria.where("pairKey").is(pairKey)), Room.class);
    }

    public Mono<Room> ofRequest(String clientKey) {
        return mongo.findOne(Query.query(Criteria.where("clientKey").is(clientKey)), Room.class);
    }

    /** Compare-and-set: true if the room still had the version before this one's, and has changed. */
    public Mono<Boolean> replace(Room next) {
        var before = Query.query(Criteria.where("_id").is(next.id()).and("version").is(next.version() - 1));
        var update = new Update()
                .set("version", next.version())
                .set("settings", next.settings())
                .set("admins", next.admins())
                .set("memberCount", next.memberCount())
                .set("pendingSince", next.pendingSince())
                .push("pending", next.pending().getLast());
        if (next.name() != null) {
            update.set("name", next.name());
        }
        return mongo.updateFirst(before, update, Room.class).map(result -> result.getModifiedCount() == 1);
    }

    /** Takes a change off that the log has. Nothing happens if it is off already. */
    public Mono<Void> acknowledge(String id, long version) {
        var last = Query
                .query(Criteria.where("_id").is(id).and("pending").size(1).and("pending.0.version").is(version));
        var oldest = Query.query(Criteria.where("_id").is(id).and("pending.0.version").is(version));
        return mongo.updateFirst(last, new Update().pop("pending", Update.Position.FIRST).unset("pendingSince"),
                Room.class)
                .filter(result -> result.getMatchedCount() == 0)
                .flatMap(_ -> mongo.updateFirst(oldest, new Update().pop("pending", Update.Position.FIRST), Room.class))
                .then();
    }

    /** Moves heads forward, never back. One write for each room. */
    public Mono<Void> advance(Map<String, Head> heads) {
        if (heads.isEmpty()) {
            return Mono.empty();
        }
        var bulk = mongo.bulkOps(BulkMode.UNORDERED, Room.class);
        heads.forEach((id, head) -> {
            var behind = Query.query(Criteria.where("_id").is(id).and("head.seq").not().gte(head.seq()));
            var update = new Update().set("head.seq", head.seq())
                    .set("head.number", head.number())
                    .set("head.at", head.at());
            if (head.preview() == null) {
                update.unset("head.preview").unset("head.previewSeq");
            } else {
                update.set("head.preview", head.preview()).set("head.previewSeq", head.previewSeq());
            }
            bulk.updateOne(behind, update);
        });
        return bulk.execute().then();
    }

    /** The rooms that owe something to the log, the longest waiting first, at most so many. */
    public Flux<Owing> owing(int limit) {
        var query = Query.query(Criteria.where("pendingSince").exists(true))
                .with(Sort.by("pendingSince"))
                .limit(limit);
        query.fields().include("pending.version");
        return mongo.find(query, Owing.class, "chat_rooms");
    }
}
