package io.whispra.media.upload;

import java.nio.ByteBuffer;
import java.util.List;

import com.github.f4b6a3.uuid.UuidCreator;
import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachment.Rendition;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.content.Content;
import io.whispra.media.content.ContentTypes;
import io.whispra.media.content.Inspection;
import io.whispra.media.content.Picture;
import io.whispra.media.content.Thumbnail;
import io.whispra.media.storage.BlobKey.Kept;
import io.whispra.media.storage.Blobs;
import io.whispra.media.storage.Part;
import io.whispra.media.storage.Variant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Attempts to keep a content. Each writes under a name of its own, which nobody knows before the attachment names it; one that fails removes what it
 * wrote.
 */
@Component
final class Attempts {
    private final Inspection inspection;
    private final ImageTurns images;
    private final Attachments attachments;
    private final Blobs blobs;
    private final Sizes sizes;

    Attempts(Inspection inspection, ImageTurns images, Attachments attachments, Blobs blobs,
            Sizes sizes) {
        this.inspection = inspection;
        this.images = images;
        this.attachments = attachments;
        this.blobs = blobs;
        this.sizes = sizes;
    }

    /**
     * Completes when the attachment is ready; {@link Overtaken} if it is not pending by then.
     *
     * @param size of an image in bytes; of others it is counted
     */
    Mono<Attachment> keep(Attachment pending, Content content, Flux<Part> parts, long size) {
        return Mono.defer(() -> {
            var attempt = UuidCreator.getTimeOrderedEpoch().toString();
            return written(new Kept(pending.id(), attempt, Variant.ORIGINAL), content, parts, size)
                    // From here on it may be that the attachment names it, so it is removed only where it is known that it does not.
                    .flatMap(stored -> attachments.ready(pending.id(), stored)
                            .switchIfEmpty(Mono.defer(() -> removed(pending.id(), attempt)
                                    .then(Mono.error(new Overtaken(pending.id()))))));
        });
    }

    private Mono<Attachment.Content> written(Kept key, Content content, Flux<Part> parts, long size) {
        return ContentTypes.isImage(content.type())
                ? images.during(() -> Mono.usingWhen(Mono.just(key),
                        original -> image(original, content.type(), parts, size),
                        _ -> Mono.empty(),
                        (_, _) -> removed(key.id(), key.stored()),
                        _ -> removed(key.id(), key.stored())))
                : file(key, content.type(), parts);
    }

    private Mono<Attachment.Content> file(Kept key, String type, Flux<Part> parts) {
        var fingerprint = new Fingerprint();
        return blobs.write(key, type, hashed(parts, fingerprint))
                .then(Mono.fromSupplier(() -> stored(key, type, fingerprint, null)));
    }

    private Mono<Attachment.Content> image(Kept key, String type, Flux<Part> parts, long size) {
        return whole(parts, Math.toIntExact(size))
                .flatMap(whole -> images.process(whole, type))
                .flatMap(picture -> image(key, type, picture));
    }

    private Mono<Attachment.Content> image(Kept key, String type, Picture picture) {
        var fingerprint = new Fingerprint();
        var stripped = Parts.of(Flux.fromIterable(picture.stripped()), sizes);
        return blobs.write(key, type, hashed(stripped, fingerprint))
                .then(thumbnail(key, Variant.SMALL, picture.small()))
                .then(thumbnail(key, Variant.LARGE, picture.large()))
                .then(Mono.fromSupplier(() -> stored(key, type, fingerprint, picture)));
    }

    private Mono<Void> thumbnail(Kept original, Variant variant, @Nullable Thumbnail thumbnail) {
        return thumbnail == null
                ? Mono.empty()
                : blobs.write(new Kept(original.id(), original.stored(), variant), thumbnail.contentType(),
                        Flux.just(new Part(1, List.of(thumbnail.bytes()), thumbnail.bytes().length, true)));
    }

    private Flux<Part> hashed(Flux<Part> parts, Fingerprint fingerprint) {
        return parts.concatMapDelayError(part -> inspection.offLoop(() -> fingerprint.add(part)), false, 0);
    }

    private static Mono<byte[]> whole(Flux<Part> parts, int size) {
        return Mono.defer(() -> {
            var whole = ByteBuffer.allocate(size);
            return parts.doOnNext(part -> part.pieces().forEach(whole::put)).then(Mono.fromSupplier(whole::array));
        });
    }

    private static Attachment.Content stored(Kept key, String type, Fingerprint fingerprint,
            @Nullable Picture picture) {
        var attempt = String.valueOf(key.stored());
        return picture == null
                ? new Attachment.Content(attempt, type, fingerprint.size(), fingerprint.sha256(), null, null, null)
                : new Attachment.Content(attempt, type, fingerprint.size(), fingerprint.sha256(), picture.width(),
                        picture.height(), new Attachment.Picture(picture.blurhash(), rendition(picture.small()),
                                rendition(picture.large())));
    }

    private static @Nullable Rendition rendition(@Nullable Thumbnail thumbnail) {
        return thumbnail == null
                ? null
                : new Rendition(thumbnail.width(), thumbnail.height(), thumbnail.bytes().length,
                        thumbnail.contentType());
    }

    /** What stays behind here is for the reaper. */
    private Mono<Void> removed(String id, @Nullable String attempt) {
        return Flux.just(Variant.values())
                .concatMap(variant -> blobs.remove(new Kept(id, attempt, variant)))
                .then()
                .onErrorComplete();
    }
}
