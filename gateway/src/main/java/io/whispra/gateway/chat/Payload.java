package io.whispra.gateway.chat;

import java.util.OptionalLong;
import java.util.regex.Pattern;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import tools.jackson.databind.JsonNode;

/** What came with an event, read field by field. A wrong type is malformed, a value out of bounds is invalid. */
record Payload(JsonNode json) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final long MAX_SEQ = 999_999_999_999L;

    Payload {
        if (!json.isObject()) {
            throw new Refusal(ProblemType.MALFORMED, "The data is not a JSON object.");
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    boolean has(String name) {
        return json.has(name) && !json.get(name).isNull();
    }

    String text(String name) {
        var value = json.get(name);
        if (value == null || value.isNull()) {
            throw Refusal.field("/" + name, "required", name + " is required.");
        }
        if (!value.isString()) {
            throw new Refusal(ProblemType.MALFORMED, name + " is not a string.");
        }
        return value.stringValue();
    }

    String id(String name) {
        var id = text(name);
        if (!isId(id)) {
            throw Refusal.field("/" + name, "invalid", name + " is no id.");
        }
        return id;
    }

    OptionalLong seq(String name) {
        return has(name) ? OptionalLong.of(seq("/" + name, json.get(name))) : OptionalLong.empty();
    }

    int limit(int preset, int max) {
        if (!has("limit")) {
            return preset;
        }
        var limit = integer("/limit", json.get("limit"));
        if (limit < 1 || limit > max) {
            throw Refusal.field("/limit", "out-of-range", "limit is " + limit + ", expected 1 to " + max + ".");
        }
        return (int) limit;
    }

    static long seq(String pointer, JsonNode value) {
        var seq = integer(pointer, value);
        if (seq < 0 || seq > MAX_SEQ) {
            throw Refusal.field(pointer, "out-of-range", "A seq is 0 to " + MAX_SEQ + ".");
        }
        return seq;
    }

    private static long integer(String pointer, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Refusal(ProblemType.MALFORMED, pointer.substring(1) + " is not an integer.");
        }
        return value.longValue();
    }
}
