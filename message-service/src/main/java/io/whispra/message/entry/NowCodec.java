package io.whispra.message.entry;

import java.time.Instant;
import java.util.List;

import io.whispra.message.entry.Now.Reaction;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** The field `now` of a message's document. */
final class NowCodec {

    private NowCodec() {}

    /**
     * With `seq` first: documents are compared field by field, so that of two of these the later one is the greater one.
     *
     * @see <a href="https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/#objects">Comparison of objects</a>
     */
    static Document encode(Now now) {
        var document = new Document("seq", now.seq());
        put(document, "content", now.content());
        if (!now.mentions().isEmpty()) {
            document.append("mentions", now.mentions());
        }
        put(document, "editedAt", now.editedAt());
        put(document, "deletedAt", now.deletedAt());
        if (!now.reactions().isEmpty()) {
            document.append("reactions", now.reactions().stream().map(NowCodec::encode).toList());
        }
        if (!now.edits().isEmpty()) {
            document.append("edits", now.edits());
        }
        return document;
    }

    static Now decode(BsonReader document) {
        long seq = 0;
        String content = null;
        List<String> mentions = List.of();
        Instant editedAt = null;
        Instant deletedAt = null;
        List<Reaction> reactions = List.of();
        List<Long> edits = List.of();
        document.readStartDocument();
        while (document.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (document.readName()) {
                case "seq" -> seq = DataCodec.number(document);
                case "content" -> content = document.readString();
                case "mentions" -> mentions = DataCodec.list(document, BsonReader::readString);
                case "editedAt" -> editedAt = Instant.ofEpochMilli(document.readDateTime());
                case "deletedAt" -> deletedAt = Instant.ofEpochMilli(document.readDateTime());
                case "reactions" -> reactions = DataCodec.list(document, NowCodec::reaction);
                case "edits" -> edits = DataCodec.list(document, DataCodec::number);
                default -> document.skipValue();
            }
        }
        document.readEndDocument();
        return new Now(seq, content, mentions, editedAt, deletedAt, reactions, edits);
    }

    private static Document encode(Reaction reaction) {
        return new Document("emoji", reaction.emoji()).append("userIds", reaction.userIds());
    }

    private static Reaction reaction(BsonReader document) {
        String emoji = null;
        List<String> userIds = List.of();
        document.readStartDocument();
        while (document.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (document.readName()) {
                case "emoji" -> emoji = document.readString();
                case "userIds" -> userIds = DataCodec.list(document, BsonReader::readString);
                default -> document.skipValue();
            }
        }
        document.readEndDocument();
        return new Reaction(requireNonNull(emoji), userIds);
    }

    private static void put(Document document, String name, @Nullable Object value) {
        if (value != null) {
            document.append(name, value);
        }
    }
}
