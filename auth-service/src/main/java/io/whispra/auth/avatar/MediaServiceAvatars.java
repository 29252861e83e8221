package io.whispra.auth.avatar;

import java.time.Duration;
import java.util.List;

import io.whispra.auth.problem.Refusal;
import io.whispra.auth.token.AccessTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException.UnprocessableContent;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** {@link Avatars} by the media service's internal API, with a token that this service gives itself. */
@Component
class MediaServiceAvatars implements Avatars, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(MediaServiceAvatars.class);
    private static final String CLIENT = "auth-service";
    private static final List<String> SCOPES = List.of("attachments:claim");
    private static final Duration SOON = Duration.ofSeconds(2);

    private final AccessTokens tokens;
    private final Duration timeout;
    private final ConnectionProvider connections;
    private final WebClient media;

    MediaServiceAvatars(AccessTokens tokens, AvatarProperties properties) {
        this.tokens = tokens;
        this.timeout = properties.timeout();
        this.connections = ConnectionProvider.builder("avatars")
                .maxConnections(properties.maxConnections())
                .pendingAcquireMaxCount(properties.maxWaiting())
                .pendingAcquireTimeout(properties.timeout())
                .build();
        this.media = WebClient.builder()
                .baseUrl(properties.mediaUrl().toString())
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
                .build();
    }

    private record Claim(List<String> ids, String ownerId, boolean avatar) {}

    private record Release(List<String> ids, String ownerId) {}

    @Override
    public Mono<Void> claim(String ownerId, String attachmentId) {
        return post("claim", new Claim(List.of(attachmentId), ownerId, true))
                .onErrorMap(UnprocessableContent.class, _ -> Refusal.field("/avatar", "not-usable",
                        "The picture must be an image of your own, not too large, and in no message."))
                .onErrorMap(error -> !(error instanceof Refusal),
                        _ -> Refusal.unavailable("The media service does not answer.", SOON));
    }

    @Override
    public Mono<Void> release(String ownerId, String attachmentId) {
        return post("release", new Release(List.of(attachmentId), ownerId)).onErrorResume(error -> {
            log.warn("A picture that is no more was not removed, attachmentId={}: {}", attachmentId, error.toString());
            return Mono.empty();
        });
    }

    @Override
    public void destroy() {
        connections.dispose();
    }

    private Mono<Void> post(String what, Object body) {
        return Mono.fromSupplier(() -> tokens.forService(CLIENT, SCOPES).value().value())
                .flatMap(token -> media.post()
                        .uri("/internal/v1/attachments/" + what)
                        .headers(headers -> headers.setBearerAuth(token))
                        .bodyValue(body)
                        .retrieve()
                        .toBodilessEntity())
                .timeout(timeout)
                .then();
    }
}
