package io.whispra.media.upload;

import java.util.EnumSet;
import java.util.Set;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.content.Content;
import io.whispra.media.content.ContentTypes;
import io.whispra.media.content.Inspection;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.BlobKey.Incoming;
import io.whispra.media.storage.Blobs;
import io.whispra.media.storage.Found;
import io.whispra.media.storage.Part;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes in what came to the store and nobody looked at yet. What is not acceptable by its content is rejected; where the store fails, the
 * attachment stays pending and it can be tried again.
 */
@Component
final class Intake {
    /** What another try does not change. */
    private static final Set<ProblemType> FINAL = EnumSet.of(ProblemType.CONTENT_MISMATCH, ProblemType.INVALID,
            ProblemType.TOO_LARGE);

    private final Inspection inspection;
    private final Attempts attempts;
    private final Attachments attachments;
    private final Blobs blobs;
    private final Sizes sizes;

    Intake(Inspection inspection, Attempts attempts, Attachments attachments, Blobs blobs, Sizes sizes) {
        this.inspection = inspection;
        this.attempts = attempts;
        this.attachments = attachments;
        this.blobs = blobs;
        this.sizes = sizes;
    }

    /** Of an upload by a link; or a refusal `upload-missing`. */
    Mono<Attachment> take(Attachment pending) {
        return found(pending)
                .flatMap(found -> announced(pending, found)
                        .then(Mono.defer(() -> first(pending, found)))
                        .flatMap(first -> inspection.of(first, MediaType.valueOf(pending.contentType()), pending.name())
                                .flatMap(content -> keep(pending, content, found, first))))
                .onErrorResume(Refusal.class, refusal -> rejected(pending, refusal));
    }

    /** Of a file that arrives: straight to its place. */
    Mono<Attachment> receive(Attachment pending, Content content, Flux<Part> parts) {
        return attempts.keep(pending, content, parts, 0);
    }

    /** Of an image that arrives: all of it goes to the store first, unless its first part is all of it. */
    Mono<Attachment> receiveImage(Attachment pending, Content content, Part first, Flux<Part> parts) {
        var key = new Incoming(pending.id());
        var taken = first.last()
                ? parts.then(attempts.keep(pending, content, Flux.just(first), first.size()))
                : Mono.usingWhen(Mono.just(key), _ -> through(pending, content, parts), this::removed,
                        (_, _) -> removed(key), this::removed);
        return taken.onErrorResume(Refusal.class, refusal -> rejected(pending, refusal));
    }

    private Mono<Attachment> through(Attachment pending, Content content, Flux<Part> parts) {
        return blobs.write(new Incoming(pending.id()), ContentTypes.UNKNOWN, sizes.limited(parts, content.type()))
                .then(found(pending))
                .flatMap(found -> attempts.keep(pending, content, read(pending, found), found.size()));
    }

    private Mono<Void> removed(Incoming key) {
        return blobs.remove(key).onErrorComplete();
    }

    private Mono<Attachment> keep(Attachment pending, Content content, Found found, Part first) {
        sizes.require(content.type(), found.size());
        return attempts.keep(pending, content, first.last() ? Flux.just(first) : read(pending, found), found.size());
    }

    private Mono<Found> found(Attachment pending) {
        return blobs.find(new Incoming(pending.id())).switchIfEmpty(Mono.error(
                () -> new Refusal(ProblemType.UPLOAD_MISSING,
                        "Upload the file first, to the address that was given.")));
    }

    /** The store let nothing else in, if it checks what is signed. */
    private static Mono<Void> announced(Attachment pending, Found found) {
        return pending.size() != null && pending.size() == found.size()
                ? Mono.empty()
                : Mono.error(() -> Refusal.field("/size", "mismatch",
                        "Announced as " + pending.size() + " bytes, but " + found.size() + " came."));
    }

    private Mono<Part> first(Attachment pending, Found found) {
        return read(pending, found).next();
    }

    private Flux<Part> read(Attachment pending, Found found) {
        return blobs.read(new Incoming(pending.id()), found, sizes.part());
    }

    private Mono<Attachment> rejected(Attachment pending, Refusal refusal) {
        return FINAL.contains(refusal.type())
                ? attachments.reject(pending.id(), Rejections.of(refusal))
                        .switchIfEmpty(Mono.error(() -> new Overtaken(pending.id())))
                        .then(Mono.error(refusal))
                : Mono.error(refusal);
    }
}
