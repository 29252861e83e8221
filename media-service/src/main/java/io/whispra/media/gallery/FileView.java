package io.whispra.media.gallery;

import java.time.Instant;
import java.util.List;

import io.whispra.media.attachment.Attachment;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A file of a room as its members see it.
 *
 * @param size in bytes
 * @param width in pixels, where it is known
 * @param height in pixels, where it is known
 * @param blurhash of an image: a placeholder (https://blurha.sh)
 * @param seq of the message that has it
 * @param ownerId who sent it
 * @param createdAt when its upload began
 */
record FileView(String id, String name, String contentType, @Nullable Long size, @Nullable Integer width,
        @Nullable Integer height, @Nullable String blurhash, long seq, String ownerId, Instant createdAt) {
    static FileView of(Attachment attachment) {
        var picture = attachment.picture();
        return new FileView(attachment.id(), attachment.name(), attachment.contentType(), attachment.size(),
                attachment.width(), attachment.height(), picture == null ? null : picture.blurhash(),
                requireNonNull(attachment.seq()), attachment.ownerId(), attachment.createdAt());
    }

    /**
     * Some of them, newest messages first.
     *
     * @param next cursor of the next page; absent if there is none
     */
    record Page(List<FileView> attachments, @Nullable String next) {}
}
