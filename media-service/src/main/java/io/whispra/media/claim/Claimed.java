package io.whispra.media.claim;

import java.util.List;

import io.whispra.media.attachment.Attachment;
import org.jspecify.annotations.Nullable;

/** The attachments in the order of the request, as they go into the message's entry. */
record Claimed(List<Item> attachments) {
    Claimed {
        attachments = List.copyOf(attachments);
    }

    static Claimed of(List<Attachment> attachments) {
        return new Claimed(attachments.stream().map(Item::of).toList());
    }

    /** What every member may see. */
    record Item(String id, String name, String contentType, @Nullable Long size, @Nullable Integer width,
            @Nullable Integer height, @Nullable String blurhash) {
        static Item of(Attachment attachment) {
            var picture = attachment.picture();
            return new Item(attachment.id(), attachment.name(), attachment.contentType(), attachment.size(),
                    attachment.width(), attachment.height(), picture == null ? null : picture.blurhash());
        }
    }
}
