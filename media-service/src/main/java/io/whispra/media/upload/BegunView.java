package io.whispra.media.upload;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Status;
import io.whispra.media.storage.UploadLink;

/** An attachment that is to be uploaded, and how. */
record BegunView(String id, Status status, UploadLink upload) {
    static BegunView of(Attachment pending, UploadLink link) {
        return new BegunView(pending.id(), pending.status(), link);
    }
}
