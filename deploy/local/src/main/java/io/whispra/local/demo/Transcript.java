package io.whispra.local.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Prints what somebody saw of a room.
 *
 * @param names of the people, by id
 */
record Transcript(PrintStream out, Map<String, String> names) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    void print(String reader, List<Frame> events) {
        out.println();
        out.println(reader + " saw");
        for (var event : events) {
            var entry = event.data();
            out.printf(Locale.ROOT, "  #%-3d %s  %-5s %s%n", entry.path("seq").asLong(),
                    TIME.format(Instant.parse(entry.path("at").asString())), name(entry.path("actor")), what(entry));
        }
    }

    private String what(JsonNode entry) {
        var data = entry.path("data");
        return switch (entry.path("kind").asString()) {
            case "message" -> data.path("content").asString() + attachments(data.path("attachments"));
            case "room.created" -> "made the room " + data.path("name").asString();
            case "member.added" -> "added " + name(data.path("userId")) + " as " + data.path("role").asString();
            default -> entry.path("kind").asString();
        };
    }

    private String name(JsonNode id) {
        return names.getOrDefault(id.asString(), "somebody");
    }

    private static String attachments(JsonNode attachments) {
        var shown = new StringBuilder();
        for (var each : attachments) {
            var size = each.has("width") ? each.path("width").asInt() + " × " + each.path("height").asInt() + ", " : "";
            shown.append(String.format(Locale.ROOT, "  [%s, %s%d bytes]", each.path("name").asString(), size,
                    each.path("size").asLong(0)));
        }
        return shown.toString();
    }
}
