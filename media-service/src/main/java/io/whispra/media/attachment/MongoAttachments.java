package io.whispra.media.attachment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.github.f4b6a3.uuid.UuidCreator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;
import static org.springframework.data.mongodb.core.query.Update.update;

/** {@link Attachments} in MongoDB. */
@Component
final class MongoAttachments implements Attachments {
    private static final FindAndModifyOptions CHANGED = FindAndModifyOptions.options().returnNew(true);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;

    MongoAttachments(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public Mono<Attachment> begin(Attachment.Draft draft) {
        return Mono.defer(() -> mongo.insert(
                Attachment.pending(UuidCreator.getTimeOrderedEpoch().toString(), draft, now())));
    }

    @Override
    public Mono<Attachment> ready(String id, Attachment.Content content) {
        var ready = told(Status.READY)
                .set("contentType", content.contentType())
                .set("size", content.size())
                .set("sha256", content.sha256())
                .set("stored", content.stored());
        setIfThere(ready, "width", content.width());
        setIfThere(ready, "height", content.height());
        setIfThere(ready, "picture", content.picture());
        return change(in(id, Status.PENDING), ready);
    }

    @Override
    public Mono<Attachment> reject(String id, Attachment.Rejection rejection) {
        return change(in(id, Status.PENDING), told(Status.REJECTED).set("rejection", rejection));
    }

    /** Nobody was told of what is pending, so nobody is told that it is gone. */
    @Override
    public Mono<Attachment> giveUp(String id, Instant removeAfter) {
        return change(in(id, Status.PENDING), update("status", Status.DELETED)
                .set("removeAfter", removeAfter.truncatedTo(ChronoUnit.MILLIS)));
    }

    @Override
    public Mono<Void> withdraw(String id) {
        return mongo.remove(query(in(id, Status.PENDING)), Attachment.class).then();
    }

    @Override
    public Mono<Attachment> keepIncoming(String id, Instant until) {
        return change(in(id, Status.PENDING).and("incomingUntil").ne(null),
                new Update().max("incomingUntil", until.truncatedTo(ChronoUnit.MILLIS)));
    }

    @Override
    public Flux<Attachment> unsettled(int limit) {
        return mongo.find(query(where("incomingUntil").lte(now())
                .and("status").in(Status.READY, Status.CLAIMED, Status.REJECTED)).limit(limit), Attachment.class);
    }

    @Override
    public Mono<Void> settle(String id) {
        return mongo.updateFirst(query(where("_id").is(id)), new Update().unset("incomingUntil"), Attachment.class)
                .then();
    }

    @Override
    public Mono<Attachment> find(String id) {
        return mongo.findById(id, Attachment.class);
    }

    @Override
    public Mono<Attachment> claim(String id, Claim claim) {
        var claimed = update("status", Status.CLAIMED)
                .set("messageId", claim.messageId())
                .set("claimCall", claim.call())
                .set("claimedAt", now());
        return change(in(id, Status.READY).and("ownerId").is(claim.ownerId()),
                claim.roomId() == null ? claimed : claimed.set("roomId", claim.roomId()));
    }

    @Override
    public Mono<Attachment> confirm(String id, Claim claim) {
        var ours = in(id, Status.CLAIMED)
                .and("ownerId").is(claim.ownerId())
                .and("roomId").is(claim.roomId())
                .and("messageId").is(claim.messageId());
        return change(ours, update("claimCall", claim.call()).set("claimedAt", now()));
    }

    @Override
    public Mono<Attachment> release(String id, Claim claim) {
        return change(in(id, Status.CLAIMED).and("claimCall").is(claim.call()), update("status", Status.READY)
                .unset("roomId")
                .unset("messageId")
                .unset("claimCall")
                .unset("claimedAt"));
    }

    @Override
    public Mono<Attachment> dropAvatar(String id, String ownerId) {
        var avatar = in(id, Status.CLAIMED)
                .and("ownerId").is(ownerId)
                .and("roomId").is(null)
                .and("messageId").is(Claim.AVATAR);
        return change(avatar, told(Status.DELETED).set("removeAfter", now()));
    }

    @Override
    public Flux<Attachment> over(Instant unfinishedSince, Instant unclaimedSince, int limit) {
        return Flux.just(
                where("status").is(Status.PENDING).and("createdAt").lt(unfinishedSince),
                where("status").is(Status.REJECTED).and("createdAt").lt(unfinishedSince),
                where("status").is(Status.READY).and("createdAt").lt(unclaimedSince),
                where("status").is(Status.DELETED).and("removeAfter").is(null),
                where("status").is(Status.DELETED).and("removeAfter").lte(now()))
                .concatMap(kind -> mongo.find(query(kind).limit(limit), Attachment.class));
    }

    @Override
    public Mono<Attachment> delete(String id) {
        return giveUp(id, now())
                .switchIfEmpty(Mono.defer(() -> change(in(id, Status.READY, Status.REJECTED),
                        told(Status.DELETED).set("removeAfter", now()))))
                .switchIfEmpty(Mono.defer(() -> mongo.findOne(query(in(id, Status.DELETED)), Attachment.class)));
    }

    @Override
    public Mono<Boolean> forget(String id) {
        var over = new Criteria().orOperator(where("incomingUntil").is(null), where("incomingUntil").lte(now()));
        return mongo.remove(query(in(id, Status.DELETED).and("tell").ne(true).andOperator(over)), Attachment.class)
                .map(removed -> removed.getDeletedCount() > 0);
    }

    private Mono<Attachment> change(Criteria from, Update to) {
        return mongo.findAndModify(Query.query(from), to, CHANGED, Attachment.class);
    }

    /** The same write notes that others have to be told. */
    private static Update told(Status status) {
        return update("status", status).set("tell", true);
    }

    private static void setIfThere(Update update, String field, @Nullable Object value) {
        if (value != null) {
            update.set(field, value);
        }
    }

    private static Criteria in(String id, Status... states) {
        return where("_id").is(id).and("status").in((Object[]) states);
    }

    /** What a document can hold. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
