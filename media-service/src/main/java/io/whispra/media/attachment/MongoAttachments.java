package io.whispra.media.attachment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.github.f4b6a3.uuid.UuidCreator;
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
    public Mono<Attachment> ready(String id, long size, String sha256) {
        return change(in(id, Status.PENDING), update("status", Status.READY).set("size", size).set("sha256", sha256));
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
        return change(avatar, update("status", Status.DELETED));
    }

    @Override
    public Flux<Attachment> abandoned(Instant before, int limit) {
        var pending = where("status").is(Status.PENDING).and("createdAt").lt(before);
        var deleted = where("status").is(Status.DELETED);
        return mongo.find(query(new Criteria().orOperator(pending, deleted)).limit(limit), Attachment.class);
    }

    @Override
    public Mono<Attachment> delete(String id) {
        return change(in(id, Status.PENDING, Status.DELETED), update("status", Status.DELETED));
    }

    @Override
    public Mono<Void> forget(String id) {
        return mongo.remove(query(in(id, Status.DELETED)), Attachment.class).then();
    }

    private Mono<Attachment> change(Criteria from, Update to) {
        return mongo.findAndModify(Query.query(from), to, CHANGED, Attachment.class);
    }

    private static Criteria in(String id, Status... states) {
        return where("_id").is(id).and("status").in((Object[]) states);
    }

    /** What a document can hold. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
