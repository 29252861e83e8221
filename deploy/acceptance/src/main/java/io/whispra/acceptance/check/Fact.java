package io.whispra.acceptance.check;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * What is compared of an entry.
 *
 * @param actor    the person
 * @param clientId empty for what the room service appended
 * @param subject  the person whom it is about, empty if there is none
 * @param at       when it was judged, in milliseconds since 1970
 * @param digest   of everything that may not differ between one place and another
 */
record Fact(String roomId, long seq, long number, String kind, String actor, String clientId, String subject, long at,
        int digest) {

    static final String MESSAGE = "message";
    /** The text fields of its data. */
    static final List<String> FIELDS = List.of("content", "userId", "role", "reason", "name");

    /** An entry as the API and the sockets tell it. */
    static Fact of(JsonNode entry) {
        var data = entry.path("data");
        var kind = entry.path("kind").asString();
        var actor = entry.path("actor").asString();
        var clientId = entry.path("clientId").asString("");
        var number = entry.path("number").asLong();
        var content = Fact.FIELDS.stream()
                .map(field -> data.path(field).asString("")).collect(Collectors.joining("\n"));
        return new Fact(entry.path("roomId").asString(), entry.path("seq").asLong(), number, kind, actor, clientId,
                data.path("userId").asString(""), Instant.parse(entry.path("at").asString()).toEpochMilli(),
                digest(kind, actor, clientId, number, content));
    }

    boolean isMessage() {
        return kind.equals(MESSAGE);
    }

    static int digest(String kind, String actor, String clientId, long number, String content) {
        return String.join("\n", kind, actor, clientId, Long.toString(number), content).hashCode();
    }
}
