package io.whispra.media.file;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands the store's answers on as they come; what it says of its own affairs stays here. */
@Component
final class StoredFiles {
    private static final Logger log = LoggerFactory.getLogger(StoredFiles.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String FIRST_BYTE = "bytes=0-0";
    private static final List<String> PASSED = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_RANGE, HttpHeaders.CONTENT_DISPOSITION, HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED, HttpHeaders.CACHE_CONTROL);

    private final WebClient http;
    private final FileProperties properties;
    private final Counter bytes;

    StoredFiles(WebClient fileHttp, FileProperties properties, MeterRegistry meters) {
        this.http = fileHttp;
        this.properties = properties;
        this.bytes = Counter.builder("whispra.media.bytes").tag("direction", "out").register(meters);
    }

    /** Answers with a content, or fails with a refusal where the store has none to give. */
    Mono<Void> get(URI address, HttpHeaders conditions, ServerWebExchange exchange) {
        var response = exchange.getResponse();
        return ask(address, conditions).exchangeToMono(answer -> switch (answer.statusCode().value()) {
            case 200, 206 -> {
                begin(answer, response);
                yield response.writeWith(StoreTurn.watched(content(answer), Reader.of(exchange), properties.timeout()));
            }
            case 304 -> unchanged(answer, response);
            default -> refused(answer, response);
        });
    }

    /**
     * The same without the content. A link is signed for GET, so the store is asked for one byte, and what it says of that
     * tells of the rest.
     */
    Mono<Void> head(URI address, HttpHeaders conditions, ServerWebExchange exchange) {
        var response = exchange.getResponse();
        var first = new HttpHeaders(conditions);
        first.set(HttpHeaders.RANGE, FIRST_BYTE);
        first.remove(HttpHeaders.IF_RANGE);
        return ask(address, first).exchangeToMono(answer -> switch (answer.statusCode().value()) {
            case 200, 206 -> {
                begin(answer, response);
                response.setStatusCode(HttpStatus.OK);
                response.getHeaders().setContentLength(length(response.getHeaders()));
                response.getHeaders().remove(HttpHeaders.CONTENT_RANGE);
                // A store that does not know ranges sends all of it: the first piece is enough to break off.
                yield content(answer).doOnNext(DataBufferUtils::release).next().then(response.setComplete());
            }
            case 304 -> unchanged(answer, response);
            default -> refused(answer, response);
        });
    }

    private WebClient.RequestHeadersSpec<?> ask(URI address, HttpHeaders conditions) {
        return http.get().uri(address).headers(headers -> headers.putAll(conditions));
    }

    private Flux<DataBuffer> content(ClientResponse answer) {
        return answer.body(BodyExtractors.toDataBuffers())
                .doOnNext(piece -> bytes.increment(piece.readableByteCount()));
    }

    private static void begin(ClientResponse answer, ServerHttpResponse response) {
        var said = answer.headers().asHttpHeaders();
        response.setStatusCode(answer.statusCode());
        // Every store knows them, and not every one says so.
        response.getHeaders().set(HttpHeaders.ACCEPT_RANGES, "bytes");
        for (var name : PASSED) {
            var values = said.get(name);
            if (values != null) {
                response.getHeaders().put(name, values);
            }
        }
    }

    private static Mono<Void> unchanged(ClientResponse answer, ServerHttpResponse response) {
        begin(answer, response);
        return answer.releaseBody().then(response.setComplete());
    }

    private static long length(HttpHeaders answered) {
        var range = answered.getFirst(HttpHeaders.CONTENT_RANGE);
        var slash = range == null ? -1 : range.lastIndexOf('/');
        return range == null || slash < 0
                ? answered.getContentLength()
                : Long.parseLong(range.substring(slash + 1));
    }

    private static Mono<Void> refused(ClientResponse answer, ServerHttpResponse response) {
        var status = answer.statusCode().value();
        if (status == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()) {
            answer.headers().header(HttpHeaders.CONTENT_RANGE)
                    .forEach(range -> response.getHeaders().set(HttpHeaders.CONTENT_RANGE, range));
        }
        return answer.releaseBody().then(Mono.error(() -> refusal(status)));
    }

    private static Refusal refusal(int status) {
        return switch (status) {
            case 400, 401, 403 -> Ticket.expired();
            case 404 -> new Refusal(ProblemType.ATTACHMENT_NOT_FOUND, "There is no such file any more.");
            case 416 -> new Refusal(ProblemType.RANGE_NOT_SATISFIABLE, "The file has no such part.");
            default -> {
                log.warn("Storage answers {} where a file is to be delivered", status);
                yield unavailable();
            }
        };
    }

    static Refusal unavailable() {
        return Refusal.unavailable("The file storage does not answer.", SOON);
    }
}
