package io.whispra.media.attachment;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

/** {@link RoomFiles} in MongoDB, read off the index by (roomId, seq, _id). */
@Component
final class MongoRoomFiles implements RoomFiles {
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "seq", "_id");

    private final ReactiveMongoTemplate mongo;

    MongoRoomFiles(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Flux<Attachment> find(String roomId, long from, Place after, int most) {
        var wanted = where("roomId").is(roomId)
                .and("seq").gte(from).lte(after.seq())
                .and("status").is(Status.CLAIMED)
                .orOperator(where("seq").lt(after.seq()), where("_id").lt(after.id()));
        return mongo.find(query(wanted).with(NEWEST_FIRST).limit(most), Attachment.class);
    }
}
