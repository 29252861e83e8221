package io.whispra.media.view;

import java.net.URI;
import java.time.Duration;

import io.whispra.media.problem.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Members} by the message service's room logs: `GET /internal/v1/rooms/{id}/members/{userId}`. */
@Component
final class MessageServiceMembers implements Members {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final WebClient http;
    private final Instances instances;
    private final Duration timeout;

    MessageServiceMembers(WebClient membersHttp, MembersProperties properties) {
        this.http = membersHttp;
        this.instances = new Instances(properties.urls(), properties.pause());
        this.timeout = properties.timeout();
    }

    @Override
    public Mono<Boolean> contain(String roomId, String userId) {
        return Flux.defer(() -> Flux.fromIterable(instances.of(roomId)))
                .concatMap(
                        instance -> ask(instance, roomId, userId).onErrorResume(error -> passedOver(instance, error)))
                .next()
                .switchIfEmpty(Mono.error(
                        () -> Refusal.unavailable("Who is in the room cannot be found out right now.", SOON)));
    }

    private Mono<Boolean> ask(URI instance, String roomId, String userId) {
        return http.get()
                .uri(instance + "/internal/v1/rooms/{room}/members/{user}", roomId, userId)
                .exchangeToMono(MessageServiceMembers::isMember)
                .timeout(timeout)
                .doOnNext(_ -> instances.answered(instance));
    }

    private static Mono<Boolean> isMember(ClientResponse answer) {
        var status = answer.statusCode();
        if (status.isSameCodeAs(HttpStatus.OK) || status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return answer.releaseBody().thenReturn(status.isSameCodeAs(HttpStatus.OK));
        }
        return answer.releaseBody().then(Mono.error(() -> new IllegalStateException("answered " + status.value())));
    }

    private Mono<Boolean> passedOver(URI instance, Throwable error) {
        instances.lost(instance, error);
        return Mono.empty();
    }
}
