package io.whispra.media.upload;

import com.github.f4b6a3.uuid.UuidCreator;
import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.content.Content;
import io.whispra.media.content.Inspection;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.BlobKey.Kept;
import io.whispra.media.storage.Blobs;
import io.whispra.media.storage.Part;
import io.whispra.media.storage.Variant;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files in. What fails on the way leaves at most a pending attachment, which the {@link Reaper} clears away. */
@Component
final class Uploads {
    private final UploadSlots slots;
    private final Inspection inspection;
    private final Attachments attachments;
    private final Blobs blobs;
    private final UploadProperties properties;

    Uploads(UploadSlots slots, Inspection inspection, Attachments attachments, Blobs blobs,
            UploadProperties properties) {
        this.slots = slots;
        this.inspection = inspection;
        this.attachments = attachments;
        this.blobs = blobs;
        this.properties = properties;
    }

    /** Stores the file of a request while it arrives; completes when the attachment is ready. */
    Mono<Attachment> receive(String ownerId, Flux<PartEvent> request) {
        return slots.during(ownerId, () -> IncomingFile.in(request, file -> store(ownerId, file))
                .timeout(properties.timeLimit(), Mono.error(this::tooSlow)));
    }

    private Mono<Attachment> store(String ownerId, IncomingFile file) {
        return Parts.of(file.content(), properties)
                .switchOnFirst((first, parts) -> {
                    var part = first.get();
                    return part == null
                            ? parts.then(Mono.<Attachment>empty())
                            : inspection.of(part, file.declared())
                                    .flatMap(content -> attachments.begin(draft(ownerId, file, content))
                                            .flatMap(pending -> store(pending, content, parts)));
                })
                .single();
    }

    private Mono<Attachment> store(Attachment pending, Content content, Flux<Part> parts) {
        var attempt = UuidCreator.getTimeOrderedEpoch().toString();
        var fingerprint = new Fingerprint();
        var hashed = parts.concatMapDelayError(part -> inspection.offLoop(() -> fingerprint.add(part)), false, 0);
        return blobs.write(new Kept(pending.id(), attempt, Variant.ORIGINAL), content.type(), hashed)
                .then(Mono.defer(() -> attachments.ready(pending.id(), stored(attempt, content, fingerprint))))
                .switchIfEmpty(Mono.defer(() -> overtaken(pending)));
    }

    /** The reaper has come first: what it did not see yet goes too. */
    private Mono<Attachment> overtaken(Attachment pending) {
        return blobs.remove(pending.id()).then(Mono.error(this::tooSlow));
    }

    private Attachment.Draft draft(String ownerId, IncomingFile file, Content content) {
        return new Attachment.Draft(ownerId, file.name(), content.type(), properties.maxSize().toBytes(), null);
    }

    private static Attachment.Content stored(String attempt, Content content, Fingerprint fingerprint) {
        var dimensions = content.dimensions();
        return new Attachment.Content(attempt, content.type(), fingerprint.size(), fingerprint.sha256(),
                dimensions == null ? null : dimensions.width(), dimensions == null ? null : dimensions.height(), null);
    }

    private Refusal tooSlow() {
        return new Refusal(ProblemType.UPLOAD_TOO_SLOW,
                "An upload may take at most " + properties.timeLimit().toSeconds() + " s.");
    }
}
