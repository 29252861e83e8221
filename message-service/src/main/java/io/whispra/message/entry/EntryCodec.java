package io.whispra.message.entry;

import java.time.Instant;

import io.whispra.message.entry.Entry.Author;
import io.whispra.message.words.Words;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Entries to and from documents, without a map in between: this is where history spends its time. What is written is an entry as
 * it is appended; what is folded is written by {@link NowCodec}.
 */
final class EntryCodec implements Codec<Entry> {

    private static final DocumentCodec DOCUMENTS = new DocumentCodec();

    private final Words words;

    EntryCodec(Words words) {
        this.words = words;
    }

    @Override
    public Class<Entry> getEncoderClass() {
        return Entry.class;
    }

    @Override
    public void encode(BsonWriter document, Entry entry, EncoderContext context) {
        document.writeStartDocument();
        document.writeString("_id", entry.id().text());
        document.writeString("roomId", entry.roomId());
        document.writeInt64("seq", entry.seq());
        document.writeInt64("number", entry.number());
        document.writeString("kind", entry.kind().wire());
        document.writeString("senderId", entry.author().senderId());
        if (!entry.author().isPerson()) {
            document.writeString("actor", entry.author().actor());
        }
        document.writeString("clientId", entry.clientId());
        document.writeString("bodyHash", entry.bodyHash());
        document.writeDateTime("createdAt", entry.at().toEpochMilli());
        document.writeName("data");
        DataCodec.encode(document, entry.data());
        var found = WordsCodec.appended(entry.data(), words);
        if (found != null) {
            document.writeName(WordsCodec.FIELD);
            DOCUMENTS.encode(document, found, context);
        }
        if (entry.unpublished()) {
            document.writeBoolean("outbox", true);
        }
        document.writeEndDocument();
    }

    @Override
    public Entry decode(BsonReader document, DecoderContext context) {
        var read = new Fields();
        document.readStartDocument();
        while (document.readBsonType() != BsonType.END_OF_DOCUMENT) {
            read.next(document);
        }
        document.readEndDocument();
        return read.entry();
    }

    /** The fields of a document, in whichever order the server keeps them; `kind` is before `data`, as written. */
    private static final class Fields {
        private @Nullable String id;
        private long number;
        private @Nullable Kind kind;
        private @Nullable String senderId;
        private @Nullable String actor;
        private @Nullable String clientId;
        private @Nullable String bodyHash;
        private long createdAt;
        private @Nullable EntryData data;
        private boolean outbox;
        private Now now = Now.UNCHANGED;

        void next(BsonReader document) {
            switch (document.readName()) {
                case "_id" -> id = document.readString();
                case "number" -> number = DataCodec.number(document);
                case "kind" -> kind = Kind.of(document.readString());
                case "senderId" -> senderId = document.readString();
                case "actor" -> actor = document.readString();
                case "clientId" -> clientId = document.readString();
                case "bodyHash" -> bodyHash = document.readString();
                case "createdAt" -> createdAt = document.readDateTime();
                case "data" -> data = DataCodec.decode(document, requireNonNull(kind));
                case "outbox" -> outbox = document.readBoolean();
                case "now" -> now = NowCodec.decode(document);
                default -> document.skipValue();
            }
        }

        Entry entry() {
            var sender = requireNonNull(senderId);
            return new Entry(EntryId.parse(requireNonNull(id)), number,
                    new Author(sender, actor == null ? sender : actor),
                    requireNonNull(clientId), requireNonNull(bodyHash), Instant.ofEpochMilli(createdAt),
                    requireNonNull(data), outbox, now);
        }
    }
}
