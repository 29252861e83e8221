package io.whispra.gateway.edge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Puts on every answer what browsers need to know (ASVS 5.0, 3.4), over whatever a service said. Of a file the media service knows better
 * what it may do, who may show it and how long it may be kept; of the public keys and the web client it is known too how long.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders implements WebFilter {

    private static final String KEYS = "/.well-known/jwks.json";
    private static final Set<String> OF_FILES = Set.of("Content-Security-Policy", "Cross-Origin-Resource-Policy");

    private final Map<String, String> headers;

    SecurityHeaders(FilesProperties files) {
        this.headers = Map.of(
                "Content-Security-Policy", policy(files.origins()),
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
        var isKeys = exchange.getRequest().getURI().getRawPath().equals(KEYS);
        response.beforeCommit(() -> {
            var isFile = Admission.isFor(Service.FILE, exchange);
            headers.forEach((name, value) -> {
                if (!isFile || !OF_FILES.contains(name) || !response.getHeaders().containsHeader(name)) {
                    response.getHeaders().set(name, value);
                }
            });
            if (!(isKeys || isFile || Admission.isForWeb(exchange))
                    || response.getHeaders().getCacheControl() == null) {
                response.getHeaders().set(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            }
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private static String policy(List<String> origins) {
        var files = Stream.concat(Stream.of("'self'"), origins.stream()).collect(Collectors.joining(" "));
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
