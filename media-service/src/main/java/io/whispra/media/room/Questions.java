package io.whispra.media.room;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.whispra.media.problem.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Questions about rooms to the message service's instances, one after the other until one answers. */
@Component
final class Questions {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final WebClient http;
    private final Instances instances;
    private final Duration timeout;

    Questions(WebClient membersHttp, MembersProperties properties) {
        this.http = membersHttp;
        this.instances = new Instances(properties.urls(), properties.pause());
        this.timeout = properties.timeout();
    }

    /**
     * What is there under the path; empty if it is not found. A refusal `unavailable` if nobody answers.
     *
     * @param path with placeholders, the first of which is the room
     */
    <T> Mono<T> ask(Class<T> type, String path, String roomId, String... others) {
        var variables = new Object[others.length + 1];
        variables[0] = roomId;
        System.arraycopy(others, 0, variables, 1, others.length);
        return Flux.defer(() -> Flux.fromIterable(instances.of(roomId)))
                .concatMap(instance -> get(instance, type, path, variables)
                        .onErrorResume(error -> passedOver(instance, error)))
                .next()
                .switchIfEmpty(Mono.error(
                        () -> Refusal.unavailable("What the room knows cannot be found out right now.", SOON)))
                .flatMap(Mono::justOrEmpty);
    }

    private <T> Mono<Optional<T>> get(URI instance, Class<T> type, String path, Object[] variables) {
        return http.get()
                .uri(instance + path, variables)
                .exchangeToMono(answer -> read(answer, type))
                .timeout(timeout)
                .doOnNext(_ -> instances.answered(instance));
    }

    private static <T> Mono<Optional<T>> read(ClientResponse answer, Class<T> type) {
        var status = answer.statusCode();
        if (status.isSameCodeAs(HttpStatus.OK)) {
            return answer.bodyToMono(type)
                    .map(Optional::of)
                    .switchIfEmpty(Mono.error(() -> new IllegalStateException("answered nothing")));
        }
        return status.isSameCodeAs(HttpStatus.NOT_FOUND)
                ? answer.releaseBody().thenReturn(Optional.empty())
                : answer.releaseBody().then(Mono.error(() -> new IllegalStateException("answered " + status.value())));
    }

    private <T> Mono<T> passedOver(URI instance, Throwable error) {
        instances.lost(instance, error);
        return Mono.empty();
    }
}
