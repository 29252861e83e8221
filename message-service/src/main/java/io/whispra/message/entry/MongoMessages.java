package io.whispra.message.entry;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoServerException;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.words.Words;
import org.bson.Document;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The collection `messages`. Queries are flat, because the embedded server serves only exact keys and `$in` on `_id` from
 * an index.
 */
@Component
final class MongoMessages implements Messages {

    private static final Comparator<Entry> BY_ROOM_AND_SEQ = Comparator.comparing(Entry::roomId)
            .thenComparingLong(Entry::seq);
    private static final InsertManyOptions IN_ORDER = new InsertManyOptions().ordered(true);

    private final Mono<MongoCollection<Entry>> entries;
    private final Words words;

    MongoMessages(EntryCollection collection, Words words) {
        this.entries = collection.get();
        this.words = words;
    }

    @Override
    public Mono<Void> insert(List<Entry> batch) {
        return entries.flatMap(c -> Mono.from(c.insertMany(batch, IN_ORDER)))
                .onErrorMap(MongoMessages::isDuplicate, DuplicateEntry::new)
                .then();
    }

    @Override
    public Mono<List<Entry>> find(Collection<EntryId> ids) {
        if (ids.isEmpty()) {
            return Mono.just(List.of());
        }
        return entries.flatMapMany(c -> c.find(in(ids)).batchSize(ids.size() + 1)).collectSortedList(BY_ROOM_AND_SEQ);
    }

    @Override
    public Mono<Entry> find(String roomId, String senderId, String clientId) {
        var key = new Document("roomId", roomId).append("senderId", senderId).append("clientId", clientId);
        return entries.flatMap(c -> Mono.from(c.find(key).first()));
    }

    @Override
    public Mono<Void> fold(Entry message) {
        // By `_id` alone, which every engine has an index for: the greater `now` is the later one, see NowCodec.
        var later = new Document("now", NowCodec.encode(message.now()));
        var found = WordsCodec.folded(message, words);
        if (found != null) {
            later.append(WordsCodec.FIELD, found);
        }
        var folding = new Document("$max", later);
        if (message.now().isDeleted() && message.data() instanceof Message erased) {
            folding.append("$set", new Document("data", new Document("type", erased.type().wire()))
                    .append("bodyHash", Now.NO_HASH));
        }
        return entries.flatMap(c -> Mono.from(c.updateOne(new Document("_id", message.id().text()), folding))).then();
    }

    @Override
    public Mono<Void> erase(Collection<EntryId> edits) {
        if (edits.isEmpty()) {
            return Mono.empty();
        }
        var erasure = new Document("$unset", new Document("data.content", "").append("data.mentions", ""))
                .append("$set", new Document("bodyHash", Now.NO_HASH));
        return entries.flatMap(c -> Mono.from(c.updateMany(in(edits), erasure))).then();
    }

    @Override
    public Flux<EntryId> unpublished(int limit) {
        return entries.flatMapMany(c -> c.withDocumentClass(Document.class)
                .find(new Document("outbox", true))
                .projection(new Document("_id", 1))
                .limit(limit))
                .map(document -> EntryId.parse(document.getString("_id")));
    }

    @Override
    public Mono<Void> markPublished(Collection<EntryId> ids) {
        // A lost mark is a second publication, which readers drop: not worth the wait for a majority.
        return entries.flatMap(c -> Mono.from(c.withWriteConcern(WriteConcern.W1)
                .updateMany(in(ids), new Document("$unset", new Document("outbox", "")))))
                .then();
    }

    private static Document in(Collection<EntryId> ids) {
        return new Document("_id", new Document("$in", ids.stream().map(EntryId::text).toList()));
    }

    private static boolean isDuplicate(Throwable error) {
        return switch (error) {
            case MongoBulkWriteException e -> e.getWriteConcernError() == null
                    && e.getWriteErrors().stream()
                            .allMatch(w -> w.getCategory() == ErrorCategory.DUPLICATE_KEY);
            case MongoServerException e -> ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY;
            default -> false;
        };
    }
}
