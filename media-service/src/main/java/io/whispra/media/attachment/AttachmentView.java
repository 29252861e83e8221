package io.whispra.media.attachment;

import org.jspecify.annotations.Nullable;

/**
 * An attachment as people see it.
 *
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal
 * @param width in pixels, where it is known
 * @param height in pixels, where it is known
 */
public record AttachmentView(String id, String name, String contentType, @Nullable Long size, @Nullable String sha256,
        @Nullable Integer width, @Nullable Integer height, Status status) {

    public static AttachmentView of(Attachment attachment) {
        return new AttachmentView(attachment.id(), attachment.name(), attachment.contentType(), attachment.size(),
                attachment.sha256(), attachment.width(), attachment.height(), attachment.status());
    }
}
