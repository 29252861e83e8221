package io.whispra.gateway.problem;

import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The trace (https://www.w3.org/TR/trace-context/) of a request: the caller's if it is well-formed, else a new one. */
public final class Trace {

    public static final String PARENT = "traceparent";

    private static final String ATTRIBUTE = Trace.class.getName();
    private static final Pattern WELL_FORMED = Pattern
            .compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int ID_STARTS = 3;
    private static final int ID_ENDS = 35;
    private static final int SPAN_LENGTH = 16;

    private Trace() {}

    /** The `traceparent` under which the request goes on: always the same for one exchange. */
    public static String parent(ServerWebExchange exchange) {
        var known = exchange.<String>getAttribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        var parent = parent(exchange.getRequest().getHeaders().getFirst(PARENT));
        exchange.getAttributes().put(ATTRIBUTE, parent);
        return parent;
    }

    static String id(ServerWebExchange exchange) {
        return parent(exchange).substring(ID_STARTS, ID_ENDS);
    }

    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String parent(@Nullable String given) {
        return given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : "00-" + newId() + "-" + newId().substring(0, SPAN_LENGTH) + "-00";
    }
}
