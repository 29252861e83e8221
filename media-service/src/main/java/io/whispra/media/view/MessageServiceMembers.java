package io.whispra.media.view;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

import io.whispra.media.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Members} by the message service's room logs: `GET /internal/v1/rooms/{id}/members/{userId}`. */
@Component
final class MessageServiceMembers implements Members {
    private static final Logger log = LoggerFactory.getLogger(MessageServiceMembers.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final WebClient http;
    private final MembersProperties properties;

    MessageServiceMembers(WebClient membersHttp, MembersProperties properties) {
        this.http = membersHttp;
        this.properties = properties;
    }

    @Override
    public Mono<Boolean> contain(String roomId, String userId) {
        return Flux.fromIterable(preferred(roomId))
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
                .timeout(properties.timeout());
    }

    private static Mono<Boolean> isMember(ClientResponse answer) {
        var status = answer.statusCode();
        if (status.isSameCodeAs(HttpStatus.OK) || status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return answer.releaseBody().thenReturn(status.isSameCodeAs(HttpStatus.OK));
        }
        return answer.releaseBody().then(Mono.error(() -> new IllegalStateException("answered " + status.value())));
    }

    private static Mono<Boolean> passedOver(URI instance, Throwable error) {
        log.warn("{} does not say who is in a room: {}", instance, error.getMessage());
        return Mono.empty();
    }

    /** The instances by their weight for the room (rendezvous hashing): an instance knows best the rooms that it is asked about. */
    private List<URI> preferred(String roomId) {
        return properties.urls().stream().sorted(Comparator.comparingLong((URI url) -> weight(url, roomId)).reversed())
                .toList();
    }

    private static long weight(URI url, String roomId) {
        var sum = new CRC32();
        sum.update((url + "|" + roomId).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
