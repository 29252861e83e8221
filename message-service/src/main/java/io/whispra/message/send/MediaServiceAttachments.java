package io.whispra.message.send;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

import io.whispra.message.entry.EntryData.Attachment;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException.UnprocessableContent;
import reactor.core.publisher.Mono;

/** Attachments at the media service, with this service's own token. */
@Component
final class MediaServiceAttachments implements Attachments {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final WebClient media;
    private final SendProperties properties;
    private final Semaphore claims;

    MediaServiceAttachments(WebClient mediaService, SendProperties properties) {
        this.media = mediaService;
        this.properties = properties;
        this.claims = new Semaphore(properties.concurrentClaims());
    }

    private record Claimed(List<Attachment> attachments) {}

    @Override
    public Mono<List<Attachment>> claim(Claim claim) {
        return Mono.defer(() -> claims.tryAcquire()
                ? call(claim).doFinally(_ -> claims.release())
                : Mono.error(Refusal.unavailable("Too many attachments are being claimed.", SOON)));
    }

    private Mono<List<Attachment>> call(Claim claim) {
        return media.post()
                .uri("/internal/v1/attachments/claim")
                .bodyValue(claim)
                .retrieve()
                .bodyToMono(Claimed.class)
                .map(Claimed::attachments)
                .filter(attachments -> attachments.stream().map(Attachment::id).toList().equals(claim.ids()))
                .switchIfEmpty(Mono.error(() -> unavailable()))
                .timeout(properties.claimTimeout())
                .onErrorMap(UnprocessableContent.class, _ -> new Refusal(ProblemType.ATTACHMENT_NOT_USABLE,
                        "An attachment is not ready, not the caller's, or part of another message."))
                .onErrorMap(error -> !(error instanceof Refusal), _ -> unavailable());
    }

    private static Refusal unavailable() {
        return Refusal.unavailable("The media service does not answer.", SOON);
    }
}
