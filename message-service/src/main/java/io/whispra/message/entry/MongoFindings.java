package io.whispra.message.entry;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Served by the index (roomId, words, _id): in one room also in its order, in many by what is found in each. The embedded server has no such
 * index, and knows no bound of time; so the time is held here too.
 */
@Component
final class MongoFindings implements Findings {

    private static final Document LATEST_BY_SEQ = new Document("_id", -1);
    private static final Document LATEST_BY_TIME = new Document("createdAt", -1).append("_id", -1);

    private final EntryCollection entries;

    MongoFindings(EntryCollection entries) {
        this.entries = entries;
    }

    @Override
    public Mono<List<Entry>> inRoom(Place room, long before, Wanted wanted) {
        var seqs = new Document("$gte", new EntryId(room.roomId(), room.from()).text())
                .append("$lt", new EntryId(room.roomId(), before).text());
        return find(having(wanted).append("roomId", room.roomId()).append("_id", seqs), LATEST_BY_SEQ, wanted);
    }

    @Override
    public Mono<List<Entry>> inRooms(List<Place> rooms, @Nullable Moment before, Wanted wanted) {
        var query = having(wanted).append("roomId",
                new Document("$in", rooms.stream().map(Place::roomId).toList()));
        var unseen = rooms.stream().filter(room -> room.from() > 1).map(MongoFindings::before).toList();
        if (!unseen.isEmpty()) {
            query.append("$nor", unseen);
        }
        if (before != null) {
            var at = Date.from(before.at());
            query.append("$or", List.of(new Document("createdAt", new Document("$lt", at)),
                    new Document("createdAt", at).append("_id", new Document("$lt", before.id().text()))));
        }
        return find(query, LATEST_BY_TIME, wanted);
    }

    private static Document having(Wanted wanted) {
        return new Document(WordsCodec.INDEXED, new Document("$all", List.copyOf(wanted.words())));
    }

    private static Document before(Place room) {
        return new Document("roomId", room.roomId()).append("seq", new Document("$lt", room.from()));
    }

    private Mono<List<Entry>> find(Document query, Document order, Wanted wanted) {
        return entries.get()
                .flatMapMany(c -> c.find(query)
                        .sort(order)
                        .limit(wanted.limit())
                        .batchSize(wanted.limit() + 1)
                        .maxTime(atLeastOne(wanted.maxTime()), TimeUnit.MILLISECONDS))
                .collectList()
                .timeout(wanted.maxTime());
    }

    /** Zero would be without end. */
    private static long atLeastOne(Duration time) {
        return Math.max(1, time.toMillis());
    }
}
