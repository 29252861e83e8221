package io.whispra.media.attachment;

import org.jspecify.annotations.Nullable;

/**
 * A message's wish to have attachments, or a person's to have one as their picture.
 *
 * @param call unique to one call: what a call gives back when it fails is only what it took and no later call holds
 * @param ownerId who must own what is claimed
 * @param roomId whose members will see it; absent for a picture, which everybody sees
 * @param messageId which message will have it; a repeat by the same message succeeds again
 */
public record Claim(String call, String ownerId, @Nullable String roomId, String messageId) {

    /** In place of a message. */
    static final String AVATAR = "avatar";

    /** How the messageId begins under which a room claims its picture. */
    static String pictureOf(String roomId) {
        return roomId + ":avatar:";
    }

    public static Claim ofAvatar(String call, String ownerId) {
        return new Claim(call, ownerId, null, AVATAR);
    }
}
