package io.whispra.gateway.edge;

import java.util.Locale;

import io.whispra.gateway.problem.Trace;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** What a service gets to see of a request's headers, and the trace under which it is answered. */
@Component
final class RequestHeaders implements HttpHeadersFilter, Ordered {

    private static final String BASIC = "basic ";

    private final ClientAddresses addresses;

    RequestHeaders(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var isFile = Admission.isFor(Service.FILE, exchange);
        var passed = (isFile ? PassedHeaders.OF_FILE_REQUESTS : PassedHeaders.OF_REQUESTS).of(input);
        passed.set(Trace.PARENT, Trace.parent(exchange));
        if (Admission.isFor(Service.AUTH, exchange)) {
            passed.set(ClientAddresses.FORWARDED_FOR, addresses.of(exchange.getRequest()));
        } else {
            passed.remove(HttpHeaders.COOKIE);
            passed.remove(HttpHeaders.ORIGIN);
        }
        var authorization = passed.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null && Admission.isOpen(exchange) && !isBasic(authorization)) {
            // Somebody whose token expired must still be able to get a new one.
            passed.remove(HttpHeaders.AUTHORIZATION);
        }
        return passed;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.REQUEST;
    }

    /** Last: nothing adds to it, or takes the client's address away. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    private static boolean isBasic(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(BASIC);
    }
}
