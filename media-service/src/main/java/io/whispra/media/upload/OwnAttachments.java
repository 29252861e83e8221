package io.whispra.media.upload;

import java.util.regex.Pattern;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.attachment.Status;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.Blobs;
import io.whispra.media.upload.Admission.Way;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people do with what they uploaded: bring an upload by a link to its end, and delete what no message has. */
@Component
final class OwnAttachments {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Admission admission;
    private final Attachments attachments;
    private final Intake intake;
    private final Blobs blobs;
    private final Bounds bounds;

    OwnAttachments(Admission admission, Attachments attachments, Intake intake, Blobs blobs, Bounds bounds) {
        this.admission = admission;
        this.attachments = attachments;
        this.intake = intake;
        this.blobs = blobs;
        this.bounds = bounds;
    }

    /** Takes in what was uploaded, once: a repeat has the same answer. */
    Mono<Attachment> complete(String id, String ownerId) {
        return own(id, ownerId)
                .flatMap(found -> found.status() == Status.PENDING ? taken(found) : outcome(found))
                .onErrorResume(Overtaken.class, _ -> own(id, ownerId).flatMap(OwnAttachments::outcome));
    }

    /** Deletes it at once, or refuses with `attachment-in-use`. */
    Mono<Void> delete(String id, String ownerId) {
        return own(id, ownerId)
                .filter(found -> found.status() != Status.CLAIMED)
                .flatMap(found -> attachments.delete(found.id()))
                .switchIfEmpty(Mono.error(
                        () -> new Refusal(ProblemType.ATTACHMENT_IN_USE, "A message has it; delete the message.")))
                // Where the store does not answer now, the reaper does it.
                .flatMap(deleted -> blobs.remove(deleted.id()).onErrorComplete());
    }

    private Mono<Attachment> taken(Attachment pending) {
        if (pending.incomingUntil() == null) {
            return Mono.error(new Refusal(ProblemType.UPLOAD_MISSING, "It is still on its way through the service."));
        }
        return admission.during(Way.DIRECT, pending.ownerId(), () -> attachments
                .keepIncoming(pending.id(), bounds.attemptUntil())
                .switchIfEmpty(Mono.error(() -> new Overtaken(pending.id())))
                .flatMap(intake::take));
    }

    private Mono<Attachment> own(String id, String ownerId) {
        return Mono.just(id)
                .filter(candidate -> ID.matcher(candidate).matches())
                .flatMap(attachments::find)
                .filter(found -> found.ownerId().equals(ownerId) && found.status() != Status.DELETED)
                .switchIfEmpty(Mono.error(
                        () -> new Refusal(ProblemType.ATTACHMENT_NOT_FOUND, "There is no such attachment.")));
    }

    private static Mono<Attachment> outcome(Attachment found) {
        var rejection = found.rejection();
        if (rejection != null) {
            return Mono.error(Rejections.again(rejection));
        }
        return found.isKept() ? Mono.just(found) : Mono.error(Refusal.busy("It is being taken in."));
    }
}
