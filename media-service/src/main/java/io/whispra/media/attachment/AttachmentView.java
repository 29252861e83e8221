package io.whispra.media.attachment;

import io.whispra.media.attachment.Attachment.Picture;
import io.whispra.media.attachment.Attachment.Rendition;
import org.jspecify.annotations.Nullable;

/**
 * An attachment as people see it.
 *
 * @param size in bytes; while pending, as announced
 * @param sha256 in lower-case hexadecimal
 * @param width in pixels, where it is known
 * @param height in pixels, where it is known
 * @param blurhash of an image: a placeholder (https://blurha.sh)
 * @param variants of an image: its smaller forms, if there are any
 * @param reason of a rejected one: the code of a problem
 */
public record AttachmentView(String id, String name, String contentType, @Nullable Long size, @Nullable String sha256,
        @Nullable Integer width, @Nullable Integer height, @Nullable String blurhash, @Nullable Variants variants,
        Status status, @Nullable String reason) {

    public static AttachmentView of(Attachment attachment) {
        var picture = attachment.picture();
        return new AttachmentView(attachment.id(), attachment.name(), attachment.contentType(), attachment.size(),
                attachment.sha256(), attachment.width(), attachment.height(),
                picture == null ? null : picture.blurhash(), picture == null ? null : Variants.of(picture),
                attachment.status(), attachment.reason());
    }

    /** The smaller forms of an image. */
    public record Variants(@Nullable Rendition small, @Nullable Rendition large) {
        static @Nullable Variants of(Picture picture) {
            return picture.small() == null && picture.large() == null
                    ? null
                    : new Variants(picture.small(), picture.large());
        }
    }
}
