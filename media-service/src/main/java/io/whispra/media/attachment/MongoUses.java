package io.whispra.media.attachment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.ReactiveBulkOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;
import static org.springframework.data.mongodb.core.query.Update.update;

/** {@link Uses} in MongoDB: the changes of one call are one bulk, served by `_id` and by (roomId, seq). */
@Component
final class MongoUses implements Uses {
    /** Of a message, see {@link io.whispra.media.room.MessageId}; not of a picture. */
    private static final Pattern MESSAGE = Pattern.compile("^[^:]+:(?!avatar:)[^:]+:[^:]+$");

    /** Longer than an entry can be on its way to the log, in whatever outage. */
    private static final Duration NEVER = Duration.ofDays(1);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;

    MongoUses(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public Mono<Void> apply(List<Use> uses, Duration grace) {
        if (uses.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
            var bulk = mongo.bulkOps(BulkMode.ORDERED, Attachment.class);
            uses.forEach(use -> add(bulk, use, grace));
            return bulk.execute().then();
        });
    }

    private void add(ReactiveBulkOperations bulk, Use use, Duration grace) {
        switch (use) {
            case Use.Shown shown -> shown.ids().forEach(id -> bulk.updateOne(
                    query(claimed(shown.roomId()).and("_id").is(id).and("messageId").is(shown.messageId())),
                    update("seq", shown.seq())));
            case Use.Withdrawn withdrawn -> bulk.updateMulti(
                    query(claimed(withdrawn.roomId()).and("messageId").is(withdrawn.messageId())), deleted(grace));
            case Use.Pictured pictured -> add(bulk, pictured, grace);
            case Use.Closed closed -> bulk.updateMulti(query(claimed(closed.roomId())), deleted(grace));
            case Use.Deleted deleted -> throw new IllegalArgumentException("not changed in bulk: " + deleted);
        }
    }

    /** By the order of the log alone: an entry that comes late takes nothing from a later one. */
    private void add(ReactiveBulkOperations bulk, Use.Pictured pictured, Duration grace) {
        if (pictured.id() != null) {
            bulk.updateOne(query(pictures(pictured.roomId()).and("_id").is(pictured.id())),
                    new Update().max("seq", pictured.seq()));
        }
        var earlier = where("seq").lt(pictured.seq());
        // Claimed for an entry that never came.
        var never = where("seq").is(null).and("claimedAt").lt(pictured.at().minus(NEVER));
        bulk.updateMulti(query(pictures(pictured.roomId()).and("_id").ne(pictured.id()).orOperator(earlier, never)),
                deleted(grace));
    }

    @Override
    public Flux<Attachment> of(Collection<Use.Deleted> messages) {
        var seqs = new HashMap<String, List<@Nullable Long>>();
        messages.forEach(deleted -> seqs.computeIfAbsent(deleted.roomId(), _ -> unplaced()).add(deleted.seq()));
        if (seqs.isEmpty()) {
            return Flux.empty();
        }
        var rooms = new ArrayList<Criteria>();
        seqs.forEach((roomId, wanted) -> rooms.add(claimed(roomId).and("seq").in(wanted).and("messageId")
                .regex(MESSAGE)));
        return mongo.find(query(new Criteria().orOperator(rooms)), Attachment.class);
    }

    @Override
    public Mono<Void> delete(Collection<String> ids, Duration grace) {
        return ids.isEmpty()
                ? Mono.empty()
                : mongo.updateMulti(query(where("_id").in(ids).and("status").is(Status.CLAIMED)), deleted(grace),
                        Attachment.class).then();
    }

    @Override
    public Mono<Void> place(Attachment claimed, long seq) {
        return mongo.updateFirst(query(unchanged(claimed)), update("seq", seq), Attachment.class).then();
    }

    @Override
    public Flux<Attachment> unplaced(Instant claimedBefore, int limit) {
        var unplaced = where("status").is(Status.CLAIMED)
                .and("seq").is(null)
                .and("roomId").gt("")
                .and("claimedAt").lt(claimedBefore)
                .and("messageId").regex(MESSAGE);
        return mongo.find(query(unplaced).limit(limit), Attachment.class);
    }

    @Override
    public Mono<Void> giveBack(Attachment claimed) {
        return mongo.updateFirst(query(unchanged(claimed).and("claimCall").is(claimed.claimCall())),
                update("status", Status.READY)
                        .unset("roomId")
                        .unset("messageId")
                        .unset("claimCall")
                        .unset("claimedAt"),
                Attachment.class).then();
    }

    /** Still the same message's, and still without a seq. */
    private static Criteria unchanged(Attachment claimed) {
        return where("_id").is(claimed.id())
                .and("status").is(Status.CLAIMED)
                .and("messageId").is(claimed.messageId())
                .and("seq").is(null);
    }

    private static Criteria claimed(String roomId) {
        return where("roomId").is(roomId).and("status").is(Status.CLAIMED);
    }

    private static Criteria pictures(String roomId) {
        return claimed(roomId).and("messageId").regex("^" + Claim.pictureOf(roomId));
    }

    private static List<@Nullable Long> unplaced() {
        var seqs = new ArrayList<@Nullable Long>();
        seqs.add(null);
        return seqs;
    }

    private Update deleted(Duration grace) {
        return update("status", Status.DELETED)
                .set("removeAfter", clock.instant().plus(grace).truncatedTo(ChronoUnit.MILLIS))
                .set("tell", true);
    }
}
