package io.whispra.message.fold;

import java.util.Collection;
import java.util.List;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import io.whispra.message.entry.EntryData.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import static java.util.Objects.requireNonNullElse;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

/**
 * The collections `room_state`, `room_members` and `user_rooms`. The `_id` of a member is `roomId:userId`: unique without
 * another index, and a range of it is a room's members.
 */
@Component
final class MongoFolds implements Folds {

    private final ReactiveMongoTemplate mongo;
    private final int concurrency;

    MongoFolds(ReactiveMongoTemplate mongo, FoldProperties properties) {
        this.mongo = mongo;
        this.concurrency = properties.concurrency();
    }

    @Override
    public Mono<Watermark> watermark(String roomId) {
        return mongo.findById(roomId, State.class).map(State::watermark);
    }

    @Override
    public Mono<Void> move(String roomId, long appliedSeq, Setting setting) {
        var moving = new Update().max("appliedSeq", appliedSeq).setOnInsert("firstSeq", 1L);
        if (setting.seq() > 0) {
            // Both only grow, and the setting with the watermark: of two who move it, the later one's stay, of both.
            moving.max("setting", new org.bson.Document("seq", setting.seq())
                    .append("history", setting.history().name()));
        }
        return mongo.upsert(query(where("_id").is(roomId)), moving, State.class)
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
    public Flux<Membership> memberships(String roomId, Collection<String> userIds) {
        var ids = userIds.stream().map(userId -> Member.id(roomId, userId)).toList();
        return mongo.find(query(where("_id").in(ids)), Member.class).map(Member::membership);
    }

    @Override
    public Mono<Boolean> storeMemberships(List<Change<Membership>> changes) {
        var added = changes.stream().filter(c -> c.known().seq() == 0).map(c -> Member.of(c.next())).toList();
        var replaced = Flux.fromIterable(changes)
                .filter(change -> change.known().seq() > 0)
                .flatMap(change -> replace("seq", change.known().seq(), Member.of(change.next())), concurrency);
        return all(replaced, insert(added, Member.class));
    }

    @Override
    public Mono<RoomList> rooms(String userId) {
        return mongo.findById(userId, UserRooms.class).map(UserRooms::list);
    }

    @Override
    public Flux<RoomList> rooms(Collection<String> userIds) {
        return mongo.find(query(where("_id").in(userIds)), UserRooms.class).map(UserRooms::list);
    }

    @Override
    public Mono<Boolean> storeRooms(List<Change<RoomList>> changes) {
        var added = changes.stream().filter(c -> c.known().version() == 0).map(c -> UserRooms.of(c.next())).toList();
        var replaced = Flux.fromIterable(changes)
                .filter(change -> change.known().version() > 0)
                .flatMap(change -> replace("version", change.known().version(), UserRooms.of(change.next())),
                        concurrency);
        return all(replaced, insert(added, UserRooms.class));
    }

    private static Mono<Boolean> all(Flux<Boolean> replaced, Mono<Boolean> inserted) {
        return replaced.concatWith(inserted).reduce(true, Boolean::logicalAnd);
    }

    /** All at once; those that somebody else inserted before are not. */
    private <T extends Stored> Mono<Boolean> insert(List<T> documents, Class<T> type) {
        if (documents.isEmpty()) {
            return Mono.just(true);
        }
        return mongo.bulkOps(BulkMode.UNORDERED, type)
                .insert(documents)
                .execute()
                .thenReturn(true)
                .onErrorReturn(MongoFolds::isDuplicate, false);
    }

    private Mono<Boolean> replace(String field, long expected, Stored document) {
        return mongo.replace(query(where("_id").is(document.id()).and(field).is(expected)), document)
                .map(result -> result.getMatchedCount() == 1);
    }

    private static boolean isDuplicate(Throwable error) {
        return switch (error instanceof MongoBulkWriteException ? error : error.getCause()) {
            case MongoBulkWriteException bulk -> bulk.getWriteErrors()
                    .stream()
                    .allMatch(write -> write.getCategory() == ErrorCategory.DUPLICATE_KEY);
            case null, default -> error instanceof DuplicateKeyException;
        };
    }

    sealed interface Stored {
        String id();
    }

    @Document("room_state")
    record State(@Id String id, long appliedSeq, long firstSeq, @Nullable Setting setting) {
        Watermark watermark() {
            return new Watermark(appliedSeq, firstSeq, requireNonNullElse(setting, Setting.NONE));
        }
    }

    @Document("room_members")
    record Member(@Id String id, String roomId, String userId, long seq, Role role,
            List<Membership.Interval> intervals) implements Stored {

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
    record UserRooms(@Id String id, long version, List<RoomList.Joined> rooms, List<RoomList.Left> left)
            implements
                Stored {

        static UserRooms of(RoomList list) {
            return new UserRooms(list.userId(), list.version(), list.rooms(), list.left());
        }

        RoomList list() {
            return new RoomList(id, version, rooms, left);
        }
    }
}
