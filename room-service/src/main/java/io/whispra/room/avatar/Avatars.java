package io.whispra.room.avatar;

import java.time.Duration;
import java.util.List;

import io.whispra.room.aggregate.Ids;
import io.whispra.room.problem.ProblemType;
import io.whispra.room.problem.Refusal;
import io.whispra.room.problem.Unavailable;
import io.whispra.room.remote.OwnTokens;
import io.whispra.room.remote.RemoteProperties;
import io.whispra.room.remote.Remotes;
import io.whispra.room.security.Caller;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException.Forbidden;
import org.springframework.web.reactive.function.client.WebClientResponseException.NotFound;
import org.springframework.web.reactive.function.client.WebClientResponseException.Unauthorized;
import org.springframework.web.reactive.function.client.WebClientResponseException.UnprocessableContent;
import reactor.core.publisher.Mono;

/** Pictures of groups: attachments that the members of the group see, and nobody else. */
@Component
public class Avatars {

    private final WebClient people;
    private final WebClient itself;
    private final AvatarProperties properties;
    private final Duration timeout;

    Avatars(Remotes remotes, OwnTokens tokens, AvatarProperties properties, RemoteProperties remote) {
        var client = remotes.client("media-service").baseUrl(properties.url().toString());
        this.people = client.build();
        this.itself = client.filter(tokens.of("media")).build();
        this.properties = properties;
        this.timeout = remote.timeout();
    }

    /**
     * Gives an attachment of the caller's to the room, as its picture; a repeat succeeds again. Refuses with `avatar-not-usable` what is no image,
     * too large, not the caller's or in use elsewhere: such a one stays usable for what it is. 503 if that cannot be found out.
     */
    public Mono<Void> claim(Caller caller, String roomId, String attachmentId) {
        if (!Ids.isId(attachmentId)) {
            return Mono.error(Avatars::notUsable);
        }
        return look(caller, attachmentId)
                .filter(found -> found.isPicture(properties.size().toBytes()))
                .switchIfEmpty(Mono.error(Avatars::notUsable))
                .then(take(new Claim(List.of(attachmentId), caller.id(), roomId,
                        roomId + ":avatar:" + attachmentId)));
    }

    /** A claim cannot be given back, so what the attachment is made of, which never changes, is asked for first. */
    private Mono<Attachment> look(Caller caller, String attachmentId) {
        return people.get()
                .uri("/api/v1/attachments/{id}", attachmentId)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .retrieve()
                .bodyToMono(Attachment.class)
                .timeout(timeout)
                .onErrorMap(error -> switch (error) {
                    case NotFound _,Forbidden _ -> notUsable();
                    case Unauthorized _ -> new Refusal(ProblemType.UNAUTHENTICATED,
                            "The access token is missing, invalid or expired.");
                    default -> unavailable(error);
                });
    }

    private Mono<Void> take(Claim claim) {
        return itself.post()
                .uri("/internal/v1/attachments/claim")
                .bodyValue(claim)
                .retrieve()
                .toBodilessEntity()
                .timeout(timeout)
                .onErrorMap(error -> error instanceof UnprocessableContent ? notUsable() : unavailable(error))
                .then();
    }

    private static Refusal notUsable() {
        return Refusal.field(ProblemType.AVATAR_NOT_USABLE, "/avatarId", "not-usable",
                "The picture must be an image of your own, not too large, and in no message.");
    }

    private static Unavailable unavailable(Throwable cause) {
        return new Unavailable("the media service has the picture", cause);
    }

    record Claim(List<String> ids, String ownerId, String roomId, String messageId) {}

    /** What counts here of an attachment. */
    record Attachment(String contentType, long size) {

        boolean isPicture(long largest) {
            return contentType.startsWith("image/") && size <= largest;
        }
    }
}
