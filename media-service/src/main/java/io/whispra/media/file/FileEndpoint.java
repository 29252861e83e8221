package io.whispra.media.file;

import java.util.List;

import io.whispra.media.content.ContentTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** `/api/v1/files/{id}/{attempt}/{variant}`: a file itself, for whoever has a link that the store accepts. */
@RestController
final class FileEndpoint {
    private static final List<String> CONDITIONS = List.of(HttpHeaders.RANGE, HttpHeaders.IF_RANGE,
            HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE);

    /** Whatever it is, it runs nothing and loads nothing. */
    private static final String INERT = "default-src 'none'; sandbox";
    /** Browsers wrap an image or a video that is opened by itself into a page, with a style and a second look at the file. */
    private static final String SHOWN = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";
    /** Chrome's viewer is an object in such a page, and never runs in a sandbox. */
    private static final String PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'";

    private final Tickets tickets;
    private final Deliveries deliveries;
    private final StoredFiles files;
    private final FileProperties properties;

    FileEndpoint(Tickets tickets, Deliveries deliveries, StoredFiles files, FileProperties properties) {
        this.tickets = tickets;
        this.deliveries = deliveries;
        this.files = files;
        this.properties = properties;
    }

    @GetMapping("/api/v1/files/{id}/{attempt}/{variant}")
    Mono<Void> file(@PathVariable String id, @PathVariable String attempt, @PathVariable String variant,
            ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var address = tickets.stored(id, attempt, variant, request.getURI().getRawQuery());
        var conditions = conditions(request.getHeaders());
        var response = exchange.getResponse();
        response.beforeCommit(() -> Mono.fromRunnable(() -> makeInert(response)));
        return deliveries.during(exchange, () -> request.getMethod().equals(HttpMethod.HEAD)
                ? files.head(address, conditions, exchange)
                : files.get(address, conditions, exchange));
    }

    private static HttpHeaders conditions(HttpHeaders asked) {
        var conditions = new HttpHeaders();
        for (var name : CONDITIONS) {
            var value = asked.getFirst(name);
            if (value != null) {
                conditions.set(name, value);
            }
        }
        return conditions;
    }

    private void makeInert(ServerHttpResponse response) {
        var status = response.getStatusCode();
        if (status == null || status.isError()) {
            return;
        }
        var headers = response.getHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", policy(headers.getContentType()));
        headers.set("Cross-Origin-Resource-Policy", properties.resourcePolicy());
    }

    private static String policy(@Nullable MediaType type) {
        if (type == null || !ContentTypes.isDisplayable(type.toString())) {
            return INERT;
        }
        return type.equals(MediaType.APPLICATION_PDF) ? PDF : SHOWN;
    }
}
