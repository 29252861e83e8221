package io.whispra.media.upload;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.content.Content;
import io.whispra.media.content.ContentTypes;
import io.whispra.media.content.Inspection;
import io.whispra.media.storage.Part;
import io.whispra.media.upload.Admission.Way;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files in that come through this service. What fails on the way leaves at most something for the {@link Reaper} to clear away. */
@Component
final class Uploads {
    private final Admission admission;
    private final Inspection inspection;
    private final Pending pending;
    private final Intake intake;
    private final Sizes sizes;

    Uploads(Admission admission, Inspection inspection, Pending pending, Intake intake, Sizes sizes) {
        this.admission = admission;
        this.inspection = inspection;
        this.pending = pending;
        this.intake = intake;
        this.sizes = sizes;
    }

    /**
     * Stores the file of a request while it arrives; completes when the attachment is ready.
     *
     * @param length of the request in bytes; negative if that is not known
     */
    Mono<Attachment> receive(String ownerId, long length, Flux<PartEvent> request) {
        return Mono.defer(() -> {
            admission.count(ownerId);
            return admission.during(Way.MULTIPART, ownerId,
                    () -> IncomingFile.in(request, file -> store(ownerId, length, file)));
        }).onErrorMap(Overtaken.class, _ -> admission.tooSlow());
    }

    private Mono<Attachment> store(String ownerId, long length, IncomingFile file) {
        return Parts.of(file.content(), sizes)
                .switchOnFirst((first, parts) -> {
                    var part = first.get();
                    return part == null
                            ? parts.then(Mono.<Attachment>empty())
                            : inspection.of(part, file.declared(), file.name())
                                    .flatMap(content -> pending.during(draft(ownerId, length, file, content),
                                            begun -> keep(begun, content, part, parts)));
                })
                .single();
    }

    private Mono<Attachment> keep(Attachment pending, Content content, Part first, Flux<Part> parts) {
        return ContentTypes.isImage(content.type())
                ? intake.receiveImage(pending, content, first, parts)
                : intake.receive(pending, content, parts);
    }

    private Attachment.Draft draft(String ownerId, long length, IncomingFile file, Content content) {
        sizes.require(content.type(), length - Sizes.ENVELOPE);
        return new Attachment.Draft(ownerId, file.name(), content.type(), sizes.atMost(length), null);
    }
}
