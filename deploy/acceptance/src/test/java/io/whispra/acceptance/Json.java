package io.whispra.acceptance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the tests write it. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Single quotes stand for double ones. */
    static ObjectNode object(String json, Object... values) {
        return (ObjectNode) MAPPER.readTree(json.replace('\'', '"').formatted(values));
    }

    static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    static JsonNode read(byte[] json) {
        return json.length == 0 ? MAPPER.missingNode() : MAPPER.readTree(json);
    }
}
