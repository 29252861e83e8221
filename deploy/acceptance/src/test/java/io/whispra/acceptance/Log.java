package io.whispra.acceptance;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** The log of a room as the API tells it, from its first entry to its head. */
final class Log {

    private Log() {}

    static List<JsonNode> read(Person reader, String roomId) {
        var entries = new ArrayList<JsonNode>();
        var after = 0L;
        while (true) {
            var page = reader.api().get(Person.room(roomId) + "/entries?limit=200&after=" + after).expect(200);
            page.path("entries").forEach(entries::add);
            if (!page.path("hasMore").asBoolean()) {
                return entries;
            }
            after = entries.getLast().path("seq").asLong();
        }
    }

    static List<String> contents(List<JsonNode> entries) {
        return entries.stream().filter(e -> e.path("kind").asString().equals("message"))
                .map(e -> e.path("data").path("content").asString()).toList();
    }

    static List<Long> seqs(List<JsonNode> entries) {
        return entries.stream().map(e -> e.path("seq").asLong()).toList();
    }
}
