package io.whispra.media.event;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Status;
import org.jspecify.annotations.Nullable;

/**
 * What others are told of an attachment: no name, and nothing of its content.
 *
 * @param roomId in which it is or was shown, if that is known
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal
 * @param reason of a rejected one: the code of a problem
 */
record MediaEvent(String id, String ownerId, @Nullable String roomId, String contentType, @Nullable Long size,
        @Nullable String sha256, Status status, @Nullable String reason) {

    /** One that a message took before this was told is still told to be ready. */
    static MediaEvent of(Attachment attachment) {
        var status = attachment.status() == Status.CLAIMED ? Status.READY : attachment.status();
        return new MediaEvent(attachment.id(), attachment.ownerId(), attachment.roomId(), attachment.contentType(),
                attachment.size(), attachment.sha256(), status, attachment.reason());
    }

    String type() {
        return "attachment." + status.word();
    }
}
