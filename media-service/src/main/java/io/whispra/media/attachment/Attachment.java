package io.whispra.media.attachment;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.TypeAlias;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A file that somebody uploaded.
 *
 * @param id UUIDv7; also names its content in the store
 * @param ownerId who uploaded it
 * @param roomId the room of the message that claimed it
 * @param messageId the message that claimed it, or that it is its owner's picture
 * @param claimCall which call of the claim holds it, see {@link Claim}
 * @param name for people, safe to show and to save under; at most 255 UTF-16 units
 * @param contentType what its content was found to be, never only what was declared
 * @param size of the content in bytes; absent while pending
 * @param sha256 of the content in lower-case hexadecimal; absent while pending
 * @param width of an image in pixels, where it is known
 * @param height as the width
 * @param createdAt when its upload began
 * @param claimedAt when the message last claimed it
 */
@Document("attachments")
@TypeAlias("attachment")
@CompoundIndex(name = "pending_by_age", def = "{'status': 1, 'createdAt': 1}")
public record Attachment(@Id String id, String ownerId, @Nullable String roomId, @Nullable String messageId,
        @Nullable String claimCall, String name, String contentType, @Nullable Long size, @Nullable String sha256,
        @Nullable Integer width, @Nullable Integer height, Status status, Instant createdAt,
        @Nullable Instant claimedAt) {

    /** What is known before the content is stored. */
    public record Draft(String ownerId, String name, String contentType, @Nullable Integer width,
            @Nullable Integer height) {}

    /** Whether it is its owner's picture, which everybody sees. */
    public boolean isAvatar() {
        return status == Status.CLAIMED && roomId == null && Claim.AVATAR.equals(messageId);
    }

    static Attachment pending(String id, Draft draft, Instant now) {
        return new Attachment(id, draft.ownerId(), null, null, null, draft.name(), draft.contentType(), null, null,
                draft.width(), draft.height(), Status.PENDING, now, null);
    }
}
