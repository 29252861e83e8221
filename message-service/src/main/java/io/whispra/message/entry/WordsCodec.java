package io.whispra.message.entry;

import java.util.ArrayList;
import java.util.List;

import io.whispra.message.entry.EntryData.Attachment;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.words.Words;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The field `words` of a message's document: what it is found by, with the seq of the entry that made it so. That stands first, so that
 * of two of these the later one is the greater one, as with {@link NowCodec}.
 */
final class WordsCodec {

    static final String FIELD = "words";
    static final String INDEXED = "words.all";

    private WordsCodec() {}

    /** Of a message as it is appended; null if it says nothing. */
    static @Nullable Document appended(EntryData data, Words words) {
        if (!(data instanceof Message message)) {
            return null;
        }
        var all = words.of(texts(message));
        return all.isEmpty() ? null : new Document("seq", 0L).append("all", all);
    }

    /** Of a message that was edited or deleted; null if it still says what it said. */
    static @Nullable Document folded(Entry entry, Words words) {
        var now = entry.now();
        if (now.isDeleted()) {
            return new Document("seq", now.seq());
        }
        return now.edits().isEmpty() || !(entry.current() instanceof Message message)
                ? null
                : new Document("seq", now.edits().getLast()).append("all", words.of(texts(message)));
    }

    /** Also the names of files. */
    private static List<String> texts(Message message) {
        var texts = new ArrayList<String>();
        if (message.content() != null) {
            texts.add(message.content());
        }
        message.attachments().stream().map(Attachment::name).forEach(texts::add);
        return texts;
    }
}
