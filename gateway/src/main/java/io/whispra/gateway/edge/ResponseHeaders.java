package io.whispra.gateway.edge;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** What a caller gets to see of an answer's headers. */
@Component
final class ResponseHeaders implements HttpHeadersFilter, Ordered {

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        if (Admission.isFor(Service.FILE, exchange)) {
            return PassedHeaders.OF_FILE_RESPONSES.of(input);
        }
        var passed = PassedHeaders.OF_RESPONSES.of(input);
        if (!Admission.isFor(Service.AUTH, exchange)) {
            passed.remove(HttpHeaders.SET_COOKIE);
        }
        return passed;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
