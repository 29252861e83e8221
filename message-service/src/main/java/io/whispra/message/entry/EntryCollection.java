package io.whispra.message.entry;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.whispra.message.words.Words;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The collection `messages`, with its indexes. */
@Component
final class EntryCollection {

    private static final String NAME = "messages";

    private final Mono<MongoCollection<Entry>> entries;

    EntryCollection(ReactiveMongoDatabaseFactory databases, Words words) {
        // Whoever is first waits for the indexes; a failure is not remembered.
        this.entries = databases.getMongoDatabase()
                .flatMap(database -> prepared(database, new EntryCodec(words)))
                .cacheInvalidateIf(_ -> false);
    }

    Mono<MongoCollection<Entry>> get() {
        return entries;
    }

    private static Mono<MongoCollection<Entry>> prepared(MongoDatabase database, EntryCodec codec) {
        var registry = CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(codec), database.getCodecRegistry());
        var collection = database.getCollection(NAME, Entry.class)
                .withCodecRegistry(registry)
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        var clientIds = collection.createIndex(
                new Document("roomId", 1).append("senderId", 1).append("clientId", 1),
                new IndexOptions().unique(true).name("client_id"));
        var outbox = collection.createIndex(new Document("outbox", 1), new IndexOptions().sparse(true).name("outbox"));
        var words = collection.createIndex(
                new Document("roomId", 1).append(WordsCodec.INDEXED, 1).append("_id", 1),
                new IndexOptions().name("words"));
        return Flux.concat(clientIds, outbox, words).then(Mono.just(collection));
    }
}
