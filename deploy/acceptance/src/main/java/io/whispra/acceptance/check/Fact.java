package io.whispra.acceptance.check;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * What is compared of an entry.
 *
 * @param actor    the person
 * @param clientId empty for what the room service appended
 * @param at       when it was judged, in milliseconds since 1970
 */
record Fact(String roomId, long seq, long number, String kind, String actor, String clientId, Said said, long at) {

    static final String MESSAGE = "message";

    /**
     * What it says.
     *
     * @param text  content, emoji, or whatever else of its data is text
     * @param about the person whom it is about, empty if there is none
     * @param of    seq of the message that it changes, 0 if it changes none
     */
    record Said(String text, String about, long of) {

        private static final List<String> TEXTS = List.of("content", "emoji", "role", "reason", "name");

        /** @param data gives its text fields, empty where there is none */
        static Said of(Function<String, String> data, long of) {
            return new Said(TEXTS.stream().map(data).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n")),
                    data.apply("userId"), of);
        }
    }

    /** An entry as the API and the sockets tell it. */
    static Fact of(JsonNode entry) {
        var data = entry.path("data");
        return new Fact(entry.path("roomId").asString(), entry.path("seq").asLong(), entry.path("number").asLong(),
                entry.path("kind").asString(), entry.path("actor").asString(), entry.path("clientId").asString(""),
                Said.of(field -> data.path(field).asString(""), data.path("seq").asLong(0)),
                Instant.parse(entry.path("at").asString()).toEpochMilli());
    }

    boolean isMessage() {
        return kind.equals(MESSAGE);
    }

    /** Of everything that may not differ between one place and another. */
    int digest() {
        return Objects.hash(roomId, seq, number, kind, actor, clientId, said);
    }
}
