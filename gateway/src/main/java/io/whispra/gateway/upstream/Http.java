package io.whispra.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

import io.whispra.gateway.problem.Refusal;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Calls of a service, bytes in and out. Every call may be repeated without harm, and is when an instance does not answer. What is neither
 * success nor a refusal in problem JSON is {@linkplain Refusal#unavailable unavailable}.
 */
final class Http {

    private static final byte[] NOTHING = {};
    private static final Duration SOON = Duration.ofSeconds(2);

    private final WebClient client;
    private final Instances instances;
    private final Duration timeout;

    Http(WebClient client, Instances instances, Duration timeout) {
        this.client = client;
        this.instances = instances;
        this.timeout = timeout;
    }

    /** Asks about a room or a user, which the key names. */
    Mono<byte[]> get(String key, String path, String token) {
        return exchange(key, token, instance -> client.get().uri(URI.create(instance + path)));
    }

    Mono<byte[]> post(String key, String path, String token, byte[] json) {
        return exchange(key, token, with(HttpMethod.POST, path, json));
    }

    Mono<byte[]> patch(String key, String path, String token, byte[] json) {
        return exchange(key, token, with(HttpMethod.PATCH, path, json));
    }

    Mono<byte[]> put(String key, String path, String token, byte[] json) {
        return exchange(key, token, with(HttpMethod.PUT, path, json));
    }

    /** Without a body. */
    Mono<byte[]> put(String key, String path, String token) {
        return exchange(key, token, instance -> client.put().uri(URI.create(instance + path)));
    }

    Mono<byte[]> delete(String key, String path, String token) {
        return exchange(key, token, instance -> client.delete().uri(URI.create(instance + path)));
    }

    private Function<URI, WebClient.RequestHeadersSpec<?>> with(HttpMethod method, String path, byte[] json) {
        return instance -> client.method(method)
                .uri(URI.create(instance + path))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json);
    }

    private Mono<byte[]> exchange(String key, String token, Function<URI, WebClient.RequestHeadersSpec<?>> request) {
        return instances.ask(key, timeout, instance -> request.apply(instance)
                .headers(headers -> headers.setBearerAuth(token))
                .exchangeToMono(Http::read))
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
