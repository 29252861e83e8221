package io.whispra.gateway.socketio;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** The arguments of an acknowledgement. */
public sealed interface Answer {

    /** One or more arguments as JSON in UTF-8, separated by commas; passed on as they are. */
    final class Raw implements Answer {
        private final byte[] json;

        public Raw(byte[] json) {
            this.json = json;
        }

        byte[] json() {
            return json;
        }
    }

    /** Arguments that may contain binary. */
    record Values(List<JsonNode> args) implements Answer {}
}
