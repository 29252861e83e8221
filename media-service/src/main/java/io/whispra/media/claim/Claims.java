package io.whispra.media.claim;

import java.util.ArrayList;
import java.util.List;

import com.github.f4b6a3.uuid.UuidCreator;
import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.attachment.Claim;
import io.whispra.media.content.ContentTypes;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.problem.Refusal.FieldError;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Claims several attachments for one message: each by a compare-and-set, and given back when one cannot be had. */
@Component
final class Claims {
    private final Attachments attachments;
    private final ClaimProperties properties;

    Claims(Attachments attachments, ClaimProperties properties) {
        this.attachments = attachments;
        this.properties = properties;
    }

    /** In the order of the request; or a refusal `attachment-not-usable` that names the first that cannot be had. */
    Mono<List<Attachment>> claim(ClaimRequest request) {
        return Mono.defer(() -> {
            var claim = request.claim(UuidCreator.getTimeOrderedEpoch().toString());
            var taken = new ArrayList<Attachment>(request.ids().size());
            return Flux.fromIterable(request.ids())
                    .concatMap(id -> suitable(id, request)
                            .flatMap(_ -> attachments.claim(id, claim)
                                    .doOnNext(taken::add)
                                    .switchIfEmpty(Mono.defer(() -> attachments.confirm(id, claim))))
                            .switchIfEmpty(Mono.error(() -> notUsable(request, id))))
                    .collectList()
                    .onErrorResume(Refusal.class, refusal -> giveBack(taken, claim).then(Mono.error(refusal)));
        });
    }

    /** Pictures that are no more are deleted, as uploads are that did not end. */
    Mono<Void> release(ReleaseRequest request) {
        return Flux.fromIterable(request.ids())
                .concatMap(id -> attachments.dropAvatar(id, request.ownerId()))
                .then();
    }

    /** Whether it can be what it is wanted for. What it is made of never changes. */
    private Mono<Boolean> suitable(String id, ClaimRequest request) {
        return request.isAvatar()
                ? attachments.find(id).map(this::canBeAvatar).filter(suitable -> suitable)
                : Mono.just(true);
    }

    private boolean canBeAvatar(Attachment attachment) {
        var size = attachment.size();
        return size != null && size <= properties.maxAvatarSize().toBytes()
                && ContentTypes.isImage(attachment.contentType());
    }

    private Mono<Void> giveBack(List<Attachment> taken, Claim claim) {
        return Flux.fromIterable(taken).concatMap(one -> attachments.release(one.id(), claim)).then();
    }

    private static Refusal notUsable(ClaimRequest request, String id) {
        return Refusal.field(ProblemType.ATTACHMENT_NOT_USABLE,
                new FieldError("/ids/" + request.ids().indexOf(id), "not-usable"),
                "Attachment " + id + " is not ready, not the sender's, another message's, or no picture.");
    }
}
