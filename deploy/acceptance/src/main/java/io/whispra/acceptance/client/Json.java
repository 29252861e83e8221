package io.whispra.acceptance.client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the tests write it. */
public final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Single quotes stand for double ones. */
    public static ObjectNode object(String json, Object... values) {
        return (ObjectNode) MAPPER.readTree(json.replace('\'', '"').formatted(values));
    }

    public static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    public static JsonNode read(byte[] json) {
        return json.length == 0 ? MAPPER.missingNode() : MAPPER.readTree(json);
    }
}
