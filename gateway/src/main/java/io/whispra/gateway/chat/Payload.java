package io.whispra.gateway.chat;

import java.util.List;
import java.util.Optional;
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

    /** A text that may be absent. */
    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** Ids that may be absent, at most so many. */
    Optional<List<String>> ids(String name, int max) {
        if (!has(name)) {
            return Optional.empty();
        }
        var values = json.get(name);
        if (!values.isArray() || values.valueStream().anyMatch(value -> !value.isString())) {
            throw new Refusal(ProblemType.MALFORMED, name + " is not an array of strings.");
        }
        if (values.size() > max) {
            throw Refusal.field("/" + name, "too-many", values.size() + " ids, expected at most " + max + ".");
        }
        var ids = values.valueStream().map(JsonNode::stringValue).toList();
        if (!ids.stream().allMatch(Payload::isId)) {
            throw Refusal.field("/" + name, "invalid", "A text in " + name + " is no id.");
        }
        return Optional.of(ids);
    }

    boolean flag(String name) {
        var value = json.get(name);
        if (value == null || value.isNull()) {
            throw Refusal.field("/" + name, "required", name + " is required.");
        }
        if (!value.isBoolean()) {
            throw new Refusal(ProblemType.MALFORMED, name + " is neither true nor false.");
        }
        return value.booleanValue();
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

    /** The seq of an entry. */
    long entry(String name) {
        var seq = seq(name).orElseThrow(() -> Refusal.field("/" + name, "required", name + " is required."));
        if (seq == 0) {
            throw Refusal.field("/" + name, "out-of-range", "Entries are counted from 1.");
        }
        return seq;
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
