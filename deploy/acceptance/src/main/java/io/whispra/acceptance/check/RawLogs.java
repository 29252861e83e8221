package io.whispra.acceptance.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.whispra.acceptance.check.Fact.Said;
import org.bson.Document;

/** The logs as they are stored, read by a driver of our own. */
final class RawLogs implements AutoCloseable {

    private static final int PAGE = 500;

    private final MongoClient client;
    private final MongoCollection<Document> messages;

    RawLogs(String uri) {
        this.client = MongoClients.create(uri);
        this.messages = client.getDatabase("whispra_messages").getCollection("messages");
    }

    /** A room's entries, by seq; whatever has the room's name is there, wherever it stands. */
    List<Fact> of(String roomId) {
        var facts = new ArrayList<Fact>();
        List<Fact> page;
        do {
            page = page(roomId, facts.size() + 1L);
            facts.addAll(page);
        } while (!page.isEmpty());
        if (messages.countDocuments(new Document("roomId", roomId)) != facts.size()) {
            throw new IllegalStateException("The log of " + roomId + " has entries beyond a hole at " + facts.size());
        }
        return facts;
    }

    /** How many entries wait to be published. */
    long unpublished() {
        return messages.countDocuments(new Document("outbox", true));
    }

    @Override
    public void close() {
        client.close();
    }

    private List<Fact> page(String roomId, long from) {
        var ids = LongStream.range(from, from + PAGE).mapToObj(seq -> "%s:%012d".formatted(roomId, seq)).toList();
        var facts = new ArrayList<Fact>();
        messages.find(new Document("_id", new Document("$in", ids))).map(RawLogs::fact).into(facts);
        facts.sort(Comparator.comparingLong(Fact::seq));
        return facts;
    }

    private static Fact fact(Document entry) {
        var data = entry.get("data", new Document());
        var isPersons = !entry.containsKey("actor");
        return new Fact(entry.getString("roomId"), number(entry, "seq"), number(entry, "number"),
                entry.getString("kind"), entry.getString(isPersons ? "senderId" : "actor"),
                isPersons ? entry.getString("clientId") : "",
                Said.of(field -> data.get(field, ""), data.containsKey("seq") ? number(data, "seq") : 0),
                entry.getDate("createdAt").toInstant().toEpochMilli());
    }

    private static long number(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }
}
