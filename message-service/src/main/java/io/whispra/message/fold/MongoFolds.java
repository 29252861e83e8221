package io.whispra.message.fold;

import java.util.List;

import io.whispra.message.entry.EntryData.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

/**
 * The collections `room_state`, `room_members` and `user_rooms`. The `_id` of a member is `roomId:userId`: unique without
 * another index, and a range of it is a room's members.
 */
@Component
final class MongoFolds implements Folds {

    private final ReactiveMongoTemplate mongo;

    MongoFolds(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Mono<Watermark> watermark(String roomId) {
        return mongo.findById(roomId, State.class).map(state -> new Watermark(state.appliedSeq(), state.firstSeq()));
    }

    @Override
    public Mono<Void> move(String roomId, long appliedSeq) {
        return mongo.upsert(query(where("_id").is(roomId)),
                new Update().max("appliedSeq", appliedSeq).setOnInsert("firstSeq", 1L), State.class)
                .then()
                // Somebody else's upsert was first: once more, now as an update.
                .retryWhen(Retry.max(2).filter(DuplicateKeyException.class::isInstance));
    }

    @Override
    public Mono<Membership> membership(String roomId, String userId) {
        return mongo.findById(Member.id(roomId, userId), Member.class).map(Member::membership);
    }

    @Override
    public Flux<String> everybody(String roomId) {
        // ';' is the character after ':'.
        return mongo.find(query(where("_id").gt(roomId + ":").lt(roomId + ";")), Member.class).map(Member::userId);
    }

    @Override
    public Mono<Boolean> replace(Membership known, Membership next) {
        var member = Member.of(next);
        return known.seq() == 0
                ? inserted(member)
                : replaced("seq", known.seq(), member.id(), member);
    }

    @Override
    public Mono<RoomList> rooms(String userId) {
        return mongo.findById(userId, UserRooms.class).map(UserRooms::list);
    }

    @Override
    public Mono<Boolean> replace(RoomList known, RoomList next) {
        var rooms = UserRooms.of(next);
        return known.version() == 0
                ? inserted(rooms)
                : replaced("version", known.version(), rooms.id(), rooms);
    }

    private Mono<Boolean> inserted(Object document) {
        return mongo.insert(document).thenReturn(true).onErrorReturn(DuplicateKeyException.class, false);
    }

    private Mono<Boolean> replaced(String field, long expected, String id, Object document) {
        return mongo.replace(query(where("_id").is(id).and(field).is(expected)), document)
                .map(result -> result.getMatchedCount() == 1);
    }

    @Document("room_state")
    record State(@Id String id, long appliedSeq, long firstSeq) {}

    @Document("room_members")
    record Member(@Id String id, String roomId, String userId, long seq, Role role,
            List<Membership.Interval> intervals) {

        static String id(String roomId, String userId) {
            return roomId + ":" + userId;
        }

        static Member of(Membership m) {
            return new Member(id(m.roomId(), m.userId()), m.roomId(), m.userId(), m.seq(), m.role(), m.intervals());
        }

        Membership membership() {
            return new Membership(roomId, userId, seq, role, intervals);
        }
    }

    @Document("user_rooms")
    record UserRooms(@Id String id, long version, List<RoomList.Joined> rooms, List<RoomList.Left> left) {

        static UserRooms of(RoomList list) {
            return new UserRooms(list.userId(), list.version(), list.rooms(), list.left());
        }

        RoomList list() {
            return new RoomList(id, version, rooms, left);
        }
    }
}
