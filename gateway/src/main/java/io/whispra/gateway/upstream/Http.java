package io.whispra.gateway.upstream;

import java.net.URI;
import java.time.Duration;

import io.whispra.gateway.problem.Refusal;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Calls of services, bytes in and out. Every call may be repeated without harm, and is, once, when the connection was lost. What is neither
 * success nor a refusal in problem JSON is {@linkplain Refusal#unavailable unavailable}.
 */
final class Http {

    private static final byte[] NOTHING = {};
    private static final Duration SOON = Duration.ofSeconds(2);

    private final WebClient client;
    private final Duration timeout;

    Http(WebClient client, UpstreamProperties properties) {
        this.client = client;
        this.timeout = properties.responseTimeout();
    }

    Mono<byte[]> get(URI uri, String token) {
        return exchange(client.get().uri(uri), token);
    }

    Mono<byte[]> post(URI uri, String token, byte[] json) {
        return exchange(client.method(HttpMethod.POST).uri(uri).contentType(MediaType.APPLICATION_JSON).bodyValue(json),
                token);
    }

    private Mono<byte[]> exchange(WebClient.RequestHeadersSpec<?> request, String token) {
        return request.headers(headers -> headers.setBearerAuth(token))
                .exchangeToMono(Http::read)
                .retryWhen(Retry.max(1).filter(WebClientRequestException.class::isInstance))
                .timeout(timeout)
                .onErrorMap(e -> !(e instanceof Refused), _ -> unavailable());
    }

    private static Mono<byte[]> read(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(NOTHING)
                .handle((body, sink) -> {
                    var status = response.statusCode();
                    if (status.is2xxSuccessful()) {
                        sink.next(body);
                    } else {
                        sink.error(isRefusal(response, status) ? new Refused(status.value(), body) : unavailable());
                    }
                });
    }

    private static boolean isRefusal(ClientResponse response, HttpStatusCode status) {
        var type = response.headers().contentType();
        return (status.is4xxClientError() || status.value() == 503)
                && type.isPresent() && MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(type.get());
    }

    static Refusal unavailable() {
        return Refusal.unavailable("A part that this needs does not answer; a repeat is safe.", SOON);
    }
}
