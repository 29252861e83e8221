package io.whispra.media.claim;

import java.util.ArrayList;
import java.util.List;

import com.github.f4b6a3.uuid.UuidCreator;
import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.attachment.Claim;
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

    Claims(Attachments attachments) {
        this.attachments = attachments;
    }

    /** In the order of the request; or a refusal `attachment-not-usable` that names the first that cannot be had. */
    Mono<List<Attachment>> claim(ClaimRequest request) {
        return Mono.defer(() -> {
            var claim = new Claim(UuidCreator.getTimeOrderedEpoch().toString(), request.ownerId(), request.roomId(),
                    request.messageId());
            var taken = new ArrayList<Attachment>(request.ids().size());
            return Flux.fromIterable(request.ids())
                    .concatMap(id -> attachments.claim(id, claim)
                            .doOnNext(taken::add)
                            .switchIfEmpty(Mono.defer(() -> attachments.confirm(id, claim)))
                            .switchIfEmpty(Mono.error(() -> notUsable(request, id))))
                    .collectList()
                    .onErrorResume(Refusal.class, refusal -> giveBack(taken, claim).then(Mono.error(refusal)));
        });
    }

    private Mono<Void> giveBack(List<Attachment> taken, Claim claim) {
        return Flux.fromIterable(taken).concatMap(one -> attachments.release(one.id(), claim)).then();
    }

    private static Refusal notUsable(ClaimRequest request, String id) {
        return Refusal.field(ProblemType.ATTACHMENT_NOT_USABLE,
                new FieldError("/ids/" + request.ids().indexOf(id), "not-usable"),
                "Attachment " + id + " is not ready, not the sender's, or another message's.");
    }
}
