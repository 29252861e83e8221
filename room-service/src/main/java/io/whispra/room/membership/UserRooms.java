package io.whispra.room.membership;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which rooms somebody may be in, in `user_rooms`: one document a person, with the version at which they entered each room.
 * Never lacks a room; a late repeat may leave one too many, which the participants, who decide, do not confirm.
 */
@Component
public class UserRooms {

    private final ReactiveMongoOperations mongo;

    UserRooms(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** The rooms' ids, in no order. */
    public Mono<Set<String>> of(String userId) {
        return mongo.findById(userId, Entered.class, "user_rooms").map(entered -> entered.rooms().keySet())
                .defaultIfEmpty(Set.of());
    }

    Mono<Void> enter(String userId, String roomId, long version) {
        var before = Query.query(Criteria.where("_id").is(userId).and("rooms." + roomId).not().gte(version));
        var update = new Update().set("rooms." + roomId, version);
        return mongo.upsert(before, update, "user_rooms")
                .onErrorResume(DuplicateKeyException.class, _ -> mongo.updateFirst(before, update, "user_rooms"))
                .then();
    }

    Mono<Void> leave(String userId, String roomId, long version) {
        return mongo.updateFirst(before(userId, roomId, version), without(roomId), "user_rooms").then();
    }

    /** The same for many at once. */
    Mono<Void> leaveAll(Collection<String> userIds, String roomId, long version) {
        var bulk = mongo.bulkOps(BulkMode.UNORDERED, "user_rooms");
        userIds.forEach(userId -> bulk.updateOne(before(userId, roomId, version), without(roomId)));
        return bulk.execute().then();
    }

    private static Query before(String userId, String roomId, long version) {
        return Query.query(Criteria.where("_id").is(userId).and("rooms." + roomId).lt(version));
    }

    private static Update without(String roomId) {
        return new Update().unset("rooms." + roomId);
    }

    record Entered(@Id String id, Map<String, Long> rooms) {}
}
