package io.whispra.media.quota;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Status;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import static org.springframework.data.mongodb.core.query.Criteria.where;

/**
 * Counts what people have, anew each time: what is pending counts with what it may become, what is rejected or deleted counts only for as long as
 * its upload may still come.
 */
@Component
class Usages {
    private static final List<String> KEPT = List.of(Status.READY.word(), Status.CLAIMED.word());
    private static final List<String> COUNTED = List.of(Status.PENDING.word(), Status.READY.word(),
            Status.CLAIMED.word());

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;

    Usages(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    Mono<Usage> of(String ownerId) {
        return sum(where("ownerId").is(ownerId).orOperator(where("status").in(COUNTED), mayStillCome()));
    }

    /** What is there for good or began before the given time, and one besides. */
    Mono<Usage> without(Attachment one, Instant time) {
        var before = Date.from(time);
        return sum(where("ownerId").is(one.ownerId()).and("_id").ne(one.id()).orOperator(
                where("status").in(KEPT),
                where("status").is(Status.PENDING.word()).and("createdAt").lt(before),
                mayStillCome().and("createdAt").lt(before)))
                .map(sum -> new Usage(sum.bytes() + size(one), sum.files() + 1));
    }

    private Criteria mayStillCome() {
        return where("incomingUntil").gt(Date.from(clock.instant()));
    }

    private Mono<Usage> sum(Criteria which) {
        var sum = Aggregation.newAggregation(Aggregation.match(which),
                Aggregation.group().sum("size").as("bytes").count().as("files"));
        return mongo.aggregate(sum, "attachments", Document.class)
                .next()
                .map(total -> new Usage(number(total, "bytes"), number(total, "files")))
                .defaultIfEmpty(Usage.NONE);
    }

    private static long number(Document total, String field) {
        return total.get(field, Number.class).longValue();
    }

    private static long size(Attachment attachment) {
        var size = attachment.size();
        return size == null ? 0 : size;
    }
}
