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
 * @param seq of that message in its room's log, once that is known; of a room's picture, of the entry that made it so
 * @param claimedAt when the message last claimed it
 * @param name for people, safe to show and to save under; at most 255 UTF-16 units
 * @param contentType what its content was found to be, never only what was declared; while pending, what was declared
 * @param size of the content in bytes; while pending, what was announced or may come at most
 * @param sha256 of the content in lower-case hexadecimal; absent until it is ready
 * @param width of an image in pixels, where it is known
 * @param height as the width
 * @param picture what else is known of an image and made of it
 * @param stored which attempt to take the content in succeeded, see {@link io.whispra.media.storage.BlobKey.Kept}
 * @param incomingUntil until when what was uploaded by a link may come or must stay where it came in
 * @param status how far it is
 * @param rejection why it was rejected
 * @param createdAt when its upload began
 * @param removeAfter of a deleted one: when its bytes may go; at once, if absent
 * @param tell whether others still have to be told of its status
 */
@Document("attachments")
@TypeAlias("attachment")
@CompoundIndex(name = "pending_by_age", def = "{'status': 1, 'createdAt': 1}")
@CompoundIndex(name = "owner", def = "{'ownerId': 1, 'status': 1}")
@CompoundIndex(name = "shown", def = "{'roomId': 1, 'seq': 1, '_id': 1}")
@CompoundIndex(name = "unused", def = "{'status': 1, 'seq': 1, 'roomId': 1, 'claimedAt': 1}")
@CompoundIndex(name = "incoming", def = "{'incomingUntil': 1}", sparse = true)
@CompoundIndex(name = "tell", def = "{'tell': 1}", sparse = true)
public record Attachment(@Id String id, String ownerId, @Nullable String roomId, @Nullable String messageId,
        @Nullable String claimCall, @Nullable Long seq, @Nullable Instant claimedAt, String name, String contentType,
        @Nullable Long size, @Nullable String sha256, @Nullable Integer width, @Nullable Integer height,
        @Nullable Picture picture, @Nullable String stored, @Nullable Instant incomingUntil, Status status,
        @Nullable Rejection rejection, Instant createdAt, @Nullable Instant removeAfter, @Nullable Boolean tell) {

    /**
     * What is known before the content is stored.
     *
     * @param size in bytes, or what may come at most
     * @param incomingUntil of one that is uploaded by a link
     */
    public record Draft(String ownerId, String name, String contentType, long size, @Nullable Instant incomingUntil) {}

    /**
     * What is known once it is stored.
     *
     * @param stored the attempt that stored it
     * @param size in bytes
     * @param sha256 in lower-case hexadecimal
     * @param width of an image in pixels, where it is known
     * @param height as the width
     * @param picture of an image
     */
    public record Content(String stored, String contentType, long size, String sha256, @Nullable Integer width,
            @Nullable Integer height, @Nullable Picture picture) {}

    /**
     * What was made of an image.
     *
     * @param blurhash a placeholder of some 30 characters (https://blurha.sh)
     * @param small absent where the original is no larger
     * @param large absent where the original is no larger
     */
    public record Picture(@Nullable String blurhash, @Nullable Rendition small, @Nullable Rendition large) {}

    /** A smaller form of an image: its dimensions in pixels, its size in bytes. */
    public record Rendition(int width, int height, long size, String contentType) {}

    /**
     * Why a content is not accepted, so that it can be said again.
     *
     * @param reason the code of a problem
     * @param detail for people
     * @param pointer of the field that is not acceptable, if it is one
     * @param error the code of what is wrong with the field
     */
    public record Rejection(String reason, String detail, @Nullable String pointer, @Nullable String error) {}

    /** The code of the problem for which it was rejected. */
    public @Nullable String reason() {
        return rejection == null ? null : rejection.reason();
    }

    /** Whether it is its owner's picture, which everybody sees. */
    public boolean isAvatar() {
        return status == Status.CLAIMED && roomId == null && Claim.AVATAR.equals(messageId);
    }

    /** Whether it is its room's picture, which all members see. */
    public boolean isRoomPicture() {
        return roomId != null && messageId != null && messageId.startsWith(Claim.pictureOf(roomId));
    }

    /** Whether there is a content to link to, for those who may see it. */
    public boolean isKept() {
        return status == Status.READY || status == Status.CLAIMED;
    }

    static Attachment pending(String id, Draft draft, Instant now) {
        return new Attachment(id, draft.ownerId(), null, null, null, null, null, draft.name(), draft.contentType(),
                draft.size(), null, null, null, null, null, draft.incomingUntil(), Status.PENDING, null, now, null,
                null);
    }
}
