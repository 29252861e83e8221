package io.whispra.media.upload;

import java.util.Locale;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.content.ContentTypes;
import io.whispra.media.content.Inspection;
import io.whispra.media.quota.Quota;
import io.whispra.media.storage.BlobKey.Incoming;
import io.whispra.media.storage.Blobs;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says where to upload what somebody announces. */
@Component
final class Announcements {
    private final Admission admission;
    private final Inspection inspection;
    private final Quota quota;
    private final Blobs blobs;
    private final Bounds bounds;

    Announcements(Admission admission, Inspection inspection, Quota quota, Blobs blobs, Bounds bounds) {
        this.admission = admission;
        this.inspection = inspection;
        this.quota = quota;
        this.blobs = blobs;
        this.bounds = bounds;
    }

    /** A pending attachment, with a link that works for minutes. */
    Mono<BegunView> begin(String ownerId, Announcement announced) {
        return Mono.defer(() -> {
            admission.count(ownerId);
            var draft = draft(ownerId, announced);
            return quota.begin(draft).map(pending -> BegunView.of(pending, blobs.uploadLink(new Incoming(pending.id()),
                    draft.contentType(), draft.size(), bounds.linkLifetime())));
        });
    }

    private Attachment.Draft draft(String ownerId, Announcement announced) {
        var name = SafeName.of(announced.name());
        var given = announced.contentType();
        var type = given == null ? ContentTypes.UNKNOWN : given.toLowerCase(Locale.ROOT);
        inspection.requireAgreement(name, MediaType.valueOf(type));
        bounds.require(type, announced.size());
        return new Attachment.Draft(ownerId, name, type, announced.size(), bounds.incomingUntil());
    }
}
