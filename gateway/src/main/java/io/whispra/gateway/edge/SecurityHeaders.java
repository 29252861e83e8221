package io.whispra.gateway.edge;

import java.util.Map;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Puts on every answer what browsers need to know (ASVS 5.0, 3.4), over whatever a service said. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders implements WebFilter {

    private static final String KEYS = "/.well-known/jwks.json";

    private final Map<String, String> headers;

    SecurityHeaders(EdgeProperties properties) {
        this.headers = Map.of(
                "Content-Security-Policy", policy(properties.mediaOrigin()),
                "X-Content-Type-Options", "nosniff",
                "X-Frame-Options", "DENY",
                "Strict-Transport-Security", "max-age=31536000; includeSubDomains",
                "Referrer-Policy", "no-referrer",
                "Cross-Origin-Opener-Policy", "same-origin",
                "Cross-Origin-Resource-Policy", "same-origin",
                "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var response = exchange.getResponse();
        var cacheable = exchange.getRequest().getURI().getRawPath().equals(KEYS);
        response.beforeCommit(() -> {
            headers.forEach(response.getHeaders()::set);
            if (!cacheable || response.getHeaders().getCacheControl() == null) {
                response.getHeaders().set(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            }
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private static String policy(String mediaOrigin) {
        var files = mediaOrigin.isBlank() ? "'self'" : "'self' " + mediaOrigin;
        return String.join("; ",
                "default-src 'self'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src " + files + " blob: data:",
                "media-src " + files + " blob:",
                "connect-src " + files,
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }
}
