package io.whispra.gateway.edge;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** What the door found out about a request, for those behind it. */
public record Admission(Service service, boolean open, @Nullable String key) {

    private static final String ATTRIBUTE = Admission.class.getName();

    void put(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    static @Nullable Admission of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    static boolean isFor(Service service, ServerWebExchange exchange) {
        var admission = of(exchange);
        return admission != null && admission.service() == service;
    }

    /** Whether the web client is asked for, a file or a page of it. */
    public static boolean isForWeb(ServerWebExchange exchange) {
        return isFor(Service.WEB, exchange);
    }

    /** Whether the request may pass without an access token. */
    public static boolean isOpen(ServerWebExchange exchange) {
        var admission = of(exchange);
        return admission != null && admission.open();
    }
}
